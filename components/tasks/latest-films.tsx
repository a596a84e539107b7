"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { FilmRows } from "@/components/gallery/film-rows";
import { paths } from "@/lib/paths";
import type { TaskView } from "@/lib/task/view";
import { Section } from "./section";

/** The newest films. */
export function LatestFilms({ films }: { films: readonly TaskView[] }) {
  const t = useTranslations("tasks");
  return (
    <Section
      id="latest"
      title={t("latest")}
      aside={
        films.length > 0 && (
          <Link
            href={paths.library()}
            className="ml-auto inline-flex min-h-6 items-center text-muted text-xs pointer-coarse:min-h-11 underline-offset-4 hover:text-text hover:underline"
          >
            {t("all")}
          </Link>
        )
      }
    >
      {films.length > 0 ? (
        <FilmRows tasks={films} />
      ) : (
        <p className="text-muted">{t("nothingYet")}</p>
      )}
    </Section>
  );
}
