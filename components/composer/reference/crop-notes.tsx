"use client";

import { TriangleAlert } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useStudio } from "@/components/shell/studio-context";
import { findChannel, findModel } from "@/lib/catalogue/catalogue";
import { quote } from "@/lib/catalogue/quote";
import { formatMoney, formatSize } from "@/lib/format";
import { enlargement, hasBars, pixelsOf } from "@/lib/framing";
import type { Draft } from "../draft";
import type { DraftReference } from "./reference";
import { betterSize, partSeen } from "./shapes";

/** Less than this nobody sees. */
const noticeable = 1.05;

/** What one should know of the present crop: that it loses sharpness, that another shape would show more of the image. */
export function CropNotes({
  draft,
  reference,
  onSize,
}: {
  draft: Draft;
  reference: DraftReference;
  onSize: (size: string) => void;
}) {
  return (
    <div className="space-y-1 text-xs empty:hidden">
      <Enlarged reference={reference} size={draft.size} />
      {!hasBars(reference.framing, reference.image) && (
        <BetterShape draft={draft} reference={reference} onSize={onSize} />
      )}
    </div>
  );
}

function Enlarged({ reference, size }: { reference: DraftReference; size: string }) {
  const t = useTranslations("composer.image");
  const format = useFormatter();
  const times = enlargement(reference.framing, pixelsOf(size));
  return (
    <p role="status" className="flex items-start gap-1.5 text-warning">
      {times >= noticeable && (
        <>
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          {t("enlarged", { times: format.number(times, { maximumFractionDigits: 1 }) })}
        </>
      )}
    </p>
  );
}

function BetterShape({
  draft,
  reference: { image },
  onSize,
}: {
  draft: Draft;
  reference: DraftReference;
  onSize: (size: string) => void;
}) {
  const t = useTranslations("composer.image");
  const better = useBetterSize(draft, image);
  if (!better) return null;
  return (
    <p className="text-muted">
      {t("partSeen", { percent: Math.round(partSeen(image, draft.size) * 100) })}{" "}
      <button
        type="button"
        onClick={() => onSize(better.size)}
        className="inline-flex min-h-6 items-center text-left text-accent-text underline underline-offset-4 pointer-coarse:min-h-11"
      >
        {better.price === null
          ? t("useShape", { size: formatSize(better.size) })
          : t("useShapePriced", { size: formatSize(better.size), price: better.price })}
      </button>
    </p>
  );
}

/** The size that suits an image clearly better, and what a take would cost in it where that is another price. */
function useBetterSize(draft: Draft, image: DraftReference["image"]) {
  const { catalogue } = useStudio();
  const locale = useLocale();
  const channel = findChannel(catalogue, draft.channel);
  const model = channel && findModel(channel, draft.model);
  if (!model) return null;
  const priceAt = (size: string) => quote(model, { ...draft, size, takes: 1 })?.eachMicros ?? 0n;
  const byPrice = [...model.sizes].sort((a, b) => Number(priceAt(a) - priceAt(b)));
  const size = betterSize(image, draft.size, byPrice);
  if (size === null) return null;
  const price = priceAt(size);
  return { size, price: price === priceAt(draft.size) ? null : formatMoney(price, locale) };
}
