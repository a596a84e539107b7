import { useTranslations } from "next-intl";
import { LibrarySkeleton } from "@/components/gallery/library-skeleton";

export default function LibraryLoading() {
  const t = useTranslations("library");
  return (
    <div className="space-y-6">
      <h1 className="font-semibold text-xl">{t("title")}</h1>
      <LibrarySkeleton />
    </div>
  );
}
