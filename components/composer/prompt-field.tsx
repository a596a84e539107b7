"use client";

import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { cn } from "@/components/ui/cn";
import { describedBy, Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { promptLength } from "@/lib/task/input";
import { fieldIds } from "./field-ids";
import { Ingredients } from "./ingredients";

interface PromptFieldProps {
  ref: RefObject<HTMLTextAreaElement | null>;
  value: string;
  /** The channel's limit, in code points. */
  longest: number;
  onChange: (prompt: string) => void;
  error: string | null;
}

const countId = `${fieldIds.prompt}-count`;

/** The words of the film, counted as the channel counts them. */
export function PromptField({ ref, value, longest, onChange, error }: PromptFieldProps) {
  const t = useTranslations("composer.prompt");
  const id = fieldIds.prompt;
  return (
    <div className="space-y-3">
      <Field
        id={id}
        label={t("label")}
        error={error}
        aside={<Count characters={promptLength(value)} longest={longest} />}
      >
        <Textarea
          ref={ref}
          id={id}
          name="prompt"
          value={value}
          placeholder={t("placeholder")}
          aria-invalid={error !== null || undefined}
          aria-describedby={describedBy(id, error, countId)}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <Ingredients />
    </div>
  );
}

function Count({ characters, longest }: { characters: number; longest: number }) {
  const t = useTranslations("composer.prompt");
  return (
    <span className={cn("tabular text-2xs", characters > longest ? "text-danger" : "text-muted")}>
      <span aria-hidden="true">{t("count", { characters, longest })}</span>
      <VisuallyHidden id={countId}>{t("countSaid", { characters, longest })}</VisuallyHidden>
    </span>
  );
}
