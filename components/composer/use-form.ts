"use client";

import { useSearchParams } from "next/navigation";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import type { Catalogue } from "@/lib/catalogue/types";
import { paths } from "@/lib/paths";
import { adoptDraft, type Draft } from "./draft";
import { loadForm, saveForm } from "./draft-store";
import { changed, type FormState, sameDraft } from "./form-state";

/** What the form begins with: the catalogue's defaults, or an earlier task that is to be used again. */
export interface Beginning {
  fresh: Draft;
  /** The wish behind the task that the address names (`paths.useAgain`), with the image that it names (`paths.withFrame`). */
  from: { taskId: string; imageId: string | null; draft: Draft } | null;
}

interface Options {
  catalogue: Catalogue;
  promptBox: RefObject<HTMLTextAreaElement | null>;
  /** The form was filled from an earlier task, in place of this unfinished draft. */
  onReplaced: (unfinished: Draft) => void;
}

/**
 * The form and where it comes from, in this order: an earlier task that is to be used again, what was typed before the
 * page came alive, what this browser kept, the defaults. Every change is kept at once.
 */
export function useForm({ fresh, from }: Beginning, { catalogue, promptBox, onReplaced }: Options) {
  const [form, setForm] = useState<FormState>(() => changed(from?.draft ?? fresh));
  const address = useSearchParams();

  const put = (next: FormState) => {
    saveForm(next);
    setForm(next);
  };
  const edit = (draft: Draft) => put(changed(draft));

  const fill = useEffectEvent((draft: Draft) => {
    const unfinished = keptDraft()?.draft;
    edit(draft);
    if (unfinished?.prompt && !sameDraft(unfinished, draft)) onReplaced(unfinished);
    // From here on it is a draft like any other: a reload must not fill it again over what was changed.
    history.replaceState(null, "", paths.studio());
    promptBox.current?.focus();
  });

  const restore = useEffectEvent(() => {
    const kept = keptDraft();
    const typed = promptBox.current?.value ?? "";
    if (typed !== form.draft.prompt) edit({ ...(kept?.draft ?? form.draft), prompt: typed });
    else if (kept) put(kept);
  });

  /** The kept form as far as today's catalogue allows; one that it has altered is another intent. */
  const keptDraft = (): FormState | null => {
    const kept = loadForm();
    const draft = kept && adoptDraft(catalogue, fresh, kept.draft);
    if (!draft) return null;
    const asKept = sameDraft(draft, { ...draft, ...kept.draft });
    return asKept ? { draft, intentKey: kept.intentKey } : changed(draft);
  };

  // The address decides when to fill: the same film may be used again twice in a row, from the same answer.
  const isAsked = from?.taskId === address.get("from") && from?.imageId === address.get("image");
  const filling = from && isAsked ? from : null;
  useEffect(() => (filling ? fill(filling.draft) : restore()), [filling]);

  return { form, edit, put };
}
