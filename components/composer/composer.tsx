"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useStudio } from "@/components/shell/studio-context";
import { Stepper } from "@/components/ui/stepper";
import { findChannel, findModel } from "@/lib/catalogue/catalogue";
import { quoteFor } from "@/lib/catalogue/quote";
import type { Model } from "@/lib/catalogue/types";
import { channelsQuery } from "@/lib/queries/channels";
import { BatchDialog } from "./batch/batch-dialog";
import { BudgetNote } from "./budget-note";
import { ChannelField } from "./channel-field";
import { ComposerForm } from "./composer-form";
import { withChannel, withModel, withSize } from "./draft";
import { fieldIds } from "./field-ids";
import { GenerateButton, PriceNote } from "./generate-button";
import { LengthField } from "./length-field";
import { ModelField } from "./model-field";
import { PromptField } from "./prompt-field";
import { DropZone } from "./reference/drop-zone";
import { ReferenceField } from "./reference/reference-field";
import { ShapeField } from "./shape-field";
import { SubmitHint } from "./submit-hint";
import { useComposer } from "./use-composer";
import type { Beginning } from "./use-form";

/** Where a film begins: its words, who makes it, its shape and length, how many takes, and what that costs. */
export function Composer(beginning: Beginning) {
  const t = useTranslations("composer");
  const { catalogue } = useStudio();
  const composer = useComposer(beginning);
  const { draft, change, faultWords } = composer;
  const channel = findChannel(catalogue, draft.channel);
  const model = channel && findModel(channel, draft.model);
  const chosen = { composer, channel, model };

  return (
    <div className="space-y-3">
      <DropZone onFiles={composer.given.take}>
        <ComposerForm
          label={t("title")}
          error={composer.error}
          pending={composer.pending}
          onSubmit={() => composer.generate()}
          action={<GenerateArea {...chosen} />}
        >
          <PromptField
            ref={composer.promptBox}
            value={draft.prompt}
            longest={channel?.limits.promptCharacters ?? 0}
            onChange={(prompt) => change({ ...draft, prompt })}
            error={faultWords("prompt")}
          />
          <MakerFields {...chosen} />
          <ReferenceField
            draft={draft}
            channel={channel}
            given={composer.given}
            onChange={change}
            error={faultWords("reference")}
          />
          <FilmFields {...chosen} />
        </ComposerForm>
      </DropZone>
      {channel && model && <BatchDialog draft={draft} maker={{ channel, model }} />}
    </div>
  );
}

interface Chosen {
  composer: ReturnType<typeof useComposer>;
  channel: ReturnType<typeof findChannel>;
  model: Model | undefined;
}

/** Who makes the film. */
function MakerFields({ composer: { draft, change, faultWords }, channel }: Chosen) {
  const { catalogue } = useStudio();
  const { data: channels = [] } = useQuery(channelsQuery());
  return (
    <div className="grid grid-cols-2 gap-3 max-[22.5rem]:grid-cols-1">
      <ChannelField
        channel={channel}
        channels={channels}
        onChange={(id) => change(withChannel(catalogue, draft, id))}
        error={faultWords("channel")}
      />
      <ModelField
        channel={channel}
        value={draft.model}
        onChange={(id) => change(withModel(catalogue, draft, id))}
        error={faultWords("model")}
      />
    </div>
  );
}

/** What the film is like. */
function FilmFields({ composer: { draft, change, faultWords }, channel, model }: Chosen) {
  const t = useTranslations("composer");
  return (
    <>
      <ShapeField
        channel={channel}
        offered={model?.sizes ?? []}
        value={draft.size}
        onChange={(size) => change(withSize(draft, size))}
        error={faultWords("size")}
      />
      <div className="flex flex-wrap gap-x-6 gap-y-5">
        <LengthField
          channel={channel}
          offered={model?.seconds ?? []}
          value={draft.seconds}
          onChange={(seconds) => change({ ...draft, seconds })}
          error={faultWords("seconds")}
        />
        <Stepper
          id={fieldIds.takes}
          label={t("takes")}
          fewer={t("fewer")}
          more={t("more")}
          min={1}
          max={channel?.limits.takes ?? 1}
          value={draft.takes}
          onChange={(takes) => change({ ...draft, takes })}
          error={faultWords("takes")}
        />
      </div>
    </>
  );
}

/** What submits, what it costs, and how sure that is. */
function GenerateArea({ composer, model }: Chosen) {
  const { draft, pending, accepted, budget, over, generate } = composer;
  const { catalogue } = useStudio();
  // An empty or impossible count is priced as one take; pressing then says what is wrong with it.
  const takes = Number.isInteger(draft.takes) && draft.takes > 0 ? draft.takes : 1;
  return (
    <div className="space-y-2">
      <GenerateButton
        takes={takes}
        quote={quoteFor(catalogue, { ...draft, takes })}
        pending={pending}
        accepted={accepted}
        over={over}
      />
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        {model && <PriceNote source={model.price} />}
        <SubmitHint />
      </div>
      {budget && <BudgetNote budget={budget} over={over} pending={pending} onAgree={generate} />}
    </div>
  );
}
