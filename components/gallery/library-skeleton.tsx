import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { Cell, Rows } from "./film-rows";

const wide = 16 / 9;
const tall = 9 / 16;
const shapes = [wide, tall, wide, wide, tall, wide, wide, tall, wide].map((ratio, place) => ({
  ratio,
  place,
}));

/** The library's rows before the films are there. */
export function LibrarySkeleton() {
  const t = useTranslations("library");
  return (
    <div role="status">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Rows>
        {shapes.map(({ ratio, place }) => (
          <Cell key={place} ratio={ratio}>
            <div style={{ aspectRatio: ratio }}>
              <Skeleton className="size-full" />
            </div>
            <Skeleton className="mt-2 h-3.5 w-4/5" />
            <Skeleton className="mt-2 h-2.5 w-2/5" />
          </Cell>
        ))}
      </Rows>
    </div>
  );
}
