"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { describedBy, Field } from "@/components/ui/field";

/** Where an id is pasted, and the button that sends the form it stands in. */
export function IdField({
  id,
  hintId,
  value,
  onChange,
  error,
  pending,
  disabledReason,
}: {
  id: string;
  hintId: string;
  value: string;
  onChange: (value: string) => void;
  /** Shown by the form, where it is announced. */
  error: string | null;
  pending: boolean;
  disabledReason: string | null;
}) {
  const t = useTranslations("tasks.unconfirmed.found");
  return (
    <Field id={id} label={t("label")} error={null}>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={error !== null || undefined}
          aria-describedby={describedBy(id, error, hintId)}
          className="h-9 min-w-0 flex-1 basis-40 rounded-md border border-edge bg-background px-3 font-mono text-xs transition-colors aria-invalid:border-danger pointer-coarse:h-11"
        />
        <Button type="submit" pending={pending} disabledReason={disabledReason}>
          {t("check")}
        </Button>
      </div>
    </Field>
  );
}
