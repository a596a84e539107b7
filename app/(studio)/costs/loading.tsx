import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";

export default function CostsLoading() {
  const t = useTranslations("costs");
  return (
    <div className="space-y-6">
      <h1 className="font-semibold text-xl">{t("title")}</h1>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        {["charged", "held", "uncertain", "released"].map((charge) => (
          <Skeleton key={charge} className="h-28" />
        ))}
      </div>
      <Skeleton className="h-40" />
    </div>
  );
}
