"use client";

import { type ComponentProps, useId } from "react";
import { describedBy, Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface DoorFieldProps extends Omit<ComponentProps<typeof Input>, "id"> {
  label: string;
  hint?: string;
  /** Whether what was typed here is to blame; the words stand at the form. */
  faulty: boolean;
}

/** One line of the door's forms. */
export function DoorField({ label, hint, faulty, ...rest }: DoorFieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <Field id={id} label={label} error={null}>
      <Input
        id={id}
        required
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={faulty || undefined}
        aria-describedby={hint && describedBy(id, null, hintId)}
        {...rest}
      />
      {hint && (
        <p id={hintId} className="mt-1.5 text-muted text-xs">
          {hint}
        </p>
      )}
    </Field>
  );
}
