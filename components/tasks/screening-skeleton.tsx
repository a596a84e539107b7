import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";

/** The place of the films while they are being read. */
export function ScreeningSkeleton() {
  const t = useTranslations("shell");
  return (
    <div role="status" className="space-y-4">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton className="h-6 w-28" />
      <div className="flex flex-wrap gap-3">
        <Skeleton className="h-44 grow basis-72" />
        <Skeleton className="h-44 w-28" />
        <Skeleton className="h-44 grow basis-72" />
      </div>
    </div>
  );
}
