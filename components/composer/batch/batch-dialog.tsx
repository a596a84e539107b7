"use client";

import { Layers } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { useState } from "react";
import { toast } from "sonner";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { goToInProgress } from "@/components/tasks/in-progress-anchor";
import { Button } from "@/components/ui/button";
import { CheckGroup } from "@/components/ui/check-group";
import { Field } from "@/components/ui/field";
import { Stepper } from "@/components/ui/stepper";
import { Textarea } from "@/components/ui/textarea";
import type { Quote } from "@/lib/catalogue/quote";
import { formatSize } from "@/lib/format";
import { BudgetNote } from "../budget-note";
import { ComposerForm } from "../composer-form";
import type { Draft } from "../draft";
import { GenerateButton } from "../generate-button";
import { useFaultWords } from "../use-fault-words";
import { type BatchLine, type Maker, takesOf, totalOf } from "./batch";
import { BatchTable } from "./batch-table";
import { useBatch } from "./use-batch";

/** Several films at once: opened from the composer, priced as a whole before the one press that sends it. */
export function BatchDialog({ draft, maker }: { draft: Draft; maker: Maker }) {
  const t = useTranslations("batch");
  const [isOpen, setOpen] = useState(false);
  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button variant="ghost" size="sm">
          <Layers aria-hidden="true" />
          {t("open")}
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-1rem)] w-[min(48rem,calc(100vw-1rem))] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-xl border border-line bg-surface p-5 shadow-float">
          <Radix.Title className="font-semibold text-lg">{t("title")}</Radix.Title>
          <Radix.Description className="text-muted">
            {t("intro", { model: `${maker.channel.name}, ${maker.model.name}` })}
          </Radix.Description>
          <BatchForm draft={draft} maker={maker} onClose={() => setOpen(false)} />
          <Radix.Close asChild>
            <Button variant="ghost" className="self-end">
              {t("close")}
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function BatchForm({ draft, maker, onClose }: { draft: Draft; maker: Maker; onClose: () => void }) {
  const t = useTranslations("batch");
  const composer = useTranslations("composer");
  const batched = useBatch(draft, maker, (takes) => {
    toast.success(composer("accepted", { takes }), {
      action: { label: composer("show"), onClick: goToInProgress },
    });
    onClose();
  });
  const { batch, change, lines, fault, budget, over, pending, press } = batched;
  const faultWords = useBatchFaultWords(batched, draft);
  const takes = takesOf(lines);
  const approximate = maker.model.price.confidence === "conflicting";
  return (
    <ComposerForm
      label={t("title")}
      error={fault ? null : faultWords}
      pending={pending}
      onSubmit={() => press()}
      action={
        <div className="space-y-3">
          <GenerateButton
            takes={takes}
            quote={fault ? null : quoteOf(lines, approximate)}
            why={faultWords}
            pending={pending}
            accepted={false}
            over={over}
          />
          {fault && <p className="text-muted text-xs">{faultWords}</p>}
          {budget ? (
            <BudgetNote
              budget={budget}
              over={fault ? null : over}
              pending={pending}
              onAgree={press}
            />
          ) : (
            <p className="text-2xs text-muted">{composer("free")}</p>
          )}
        </div>
      }
    >
      <Field id="batch-prompts" label={t("prompts")} error={null}>
        <Textarea
          id="batch-prompts"
          value={batch.prompts}
          placeholder={t("placeholder")}
          onChange={(event) => change({ ...batch, prompts: event.target.value })}
        />
      </Field>
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        <CheckGroup
          id="batch-sizes"
          label={composer("shape")}
          values={batch.sizes}
          options={maker.model.sizes.map((value) => ({ value, label: formatSize(value) }))}
          onChange={(sizes) => change({ ...batch, sizes })}
          error={null}
        />
        <CheckGroup
          id="batch-seconds"
          label={composer("length")}
          values={batch.seconds}
          options={maker.model.seconds.map((value) => ({
            value,
            label: composer("seconds", { seconds: value }),
          }))}
          onChange={(seconds) => change({ ...batch, seconds })}
          error={null}
        />
        <Stepper
          id="batch-takes"
          label={t("takesEach")}
          fewer={composer("fewer")}
          more={composer("more")}
          min={1}
          max={maker.channel.limits.takes}
          value={batch.takes}
          onChange={(each) => change({ ...batch, takes: each })}
          error={null}
        />
      </div>
      {draft.reference && <p className="text-muted text-xs">{t("noImage")}</p>}
      {lines.length > 0 && <BatchTable lines={lines} approximate={approximate} />}
    </ComposerForm>
  );
}

const quoteOf = (
  lines: readonly BatchLine[],
  approximate: boolean,
): Pick<Quote, "totalMicros" | "approximate"> => ({
  totalMicros: totalOf(lines),
  approximate,
});

/** Why the batch cannot be sent, or was not; null when nothing stands in its way. */
function useBatchFaultWords(
  { batch, fault, refusal }: ReturnType<typeof useBatch>,
  draft: Draft,
): string | null {
  const t = useTranslations("batch.fault");
  const refusalWords = useRefusalWords();
  const found = fault?.code === "film" ? [fault.fault] : [];
  const refused = refusal?.kind === "input" ? refusal.faults : [];
  const filmWords = useFaultWords([...found, ...refused], { ...draft, takes: batch.takes });
  if (fault && fault.code !== "film") return t(fault.code);
  const [first] = [...found, ...refused];
  if (first && first.field !== "intentKey") return filmWords(first.field);
  return refusal && refusal.kind !== "input" ? refusalWords(refusal) : null;
}
