"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatBytes } from "@/lib/format";
import type { VideoView } from "@/lib/task/view";
import { Fact, FactCode, FactGroup, FactList } from "./fact";

/** The file as it lies in our storage. */
export function FileFacts({ film }: { film: VideoView }) {
  const t = useTranslations("viewer.file");
  const locale = useLocale();
  const short = `${film.sha256.slice(0, 8)}…${film.sha256.slice(-8)}`;
  return (
    <FactGroup title={t("title")}>
      <FactList>
        <Fact name={t("weight")}>{formatBytes(film.bytes, locale)}</Fact>
        <Fact name={t("sha256")}>
          <FactCode text={short} copies={film.sha256} copyLabel={t("copySha256")} />
        </Fact>
      </FactList>
    </FactGroup>
  );
}
