"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import type { Catalogue } from "@/lib/catalogue/types";
import { paths } from "@/lib/paths";
import { adoptDraft, type Draft } from "./draft";
import { type KeptForm, loadForm, saveForm } from "./draft-store";
import { changed, type FormState, sameDraft } from "./form-state";

/** What the form begins with: the catalogue's defaults, or an earlier task that is to be used again. */
export interface Beginning {
  fresh: Draft;
  from: Draft | null;
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
  const [form, setForm] = useState<FormState>(() => changed(from ?? fresh));

  const put = (next: FormState) => {
    saveForm(next);
    setForm(next);
  };
  const edit = (draft: Draft) => put(changed(draft));

  const begin = useEffectEvent((from: Draft | null) => {
    const kept = loadForm();
    const found = kept && adoptDraft(catalogue, fresh, kept.draft);
    if (from) {
      edit(from);
      if (found?.prompt && !sameDraft(found, from)) onReplaced(found);
      // From here on it is a draft like any other: a reload must not fill it again over what was changed.
      history.replaceState(null, "", paths.studio());
      promptBox.current?.focus();
      return;
    }
    const typed = promptBox.current?.value ?? "";
    if (typed !== form.draft.prompt) edit({ ...(found ?? form.draft), prompt: typed });
    else if (found) put(restored(found, kept));
  });

  useEffect(() => begin(from), [from]);

  return { form, edit, put };
}

/** The kept key names the kept content; a draft that today's catalogue has altered is another intent. */
const restored = (draft: Draft, kept: KeptForm): FormState =>
  sameDraft(draft, { ...draft, ...kept.draft })
    ? { draft, intentKey: kept.intentKey }
    : changed(draft);
