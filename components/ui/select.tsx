"use client";

import { Check, ChevronDown } from "lucide-react";
import * as Radix from "radix-ui/select";
import { describedBy, Field } from "./field";

export interface Choice {
  value: string;
  label: string;
  /** A second, quieter line. */
  detail?: string;
  /** Why it cannot be chosen; shown in place of the detail. */
  disabledReason?: string | null;
}

interface SelectProps {
  id: string;
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  error: string | null;
  className?: string;
}

/** One of several, with a line about each; the closed control shows only the name. */
export function Select({ id, label, value, choices, onChange, error, className }: SelectProps) {
  return (
    <Field id={id} label={label} error={error} className={className}>
      <Radix.Root value={value} onValueChange={onChange}>
        <Radix.Trigger
          id={id}
          aria-invalid={error !== null || undefined}
          aria-describedby={describedBy(id, error)}
          className="flex h-9 w-full items-center justify-between gap-2 rounded-md border border-line px-3 text-left transition-colors hover:border-edge aria-invalid:border-danger pointer-coarse:h-11"
        >
          <span className="truncate">
            <Radix.Value />
          </span>
          <Radix.Icon asChild>
            <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
          </Radix.Icon>
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            position="popper"
            sideOffset={4}
            collisionPadding={8}
            className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[min(26rem,calc(100vw-1rem))] overflow-hidden rounded-lg border border-line bg-raised shadow-float"
          >
            <Radix.Viewport className="p-1">
              {choices.map((choice) => (
                <Item key={choice.value} {...choice} />
              ))}
            </Radix.Viewport>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Field>
  );
}

function Item({ value, label, detail, disabledReason = null }: Choice) {
  const line = disabledReason ?? detail;
  return (
    <Radix.Item
      value={value}
      disabled={disabledReason !== null}
      className="flex select-none items-start gap-2 rounded-md px-2.5 py-2 outline-none data-disabled:text-muted data-highlighted:bg-line pointer-coarse:py-3"
    >
      <span className="mt-0.5 grid size-4 shrink-0 place-items-center text-accent-text">
        <Radix.ItemIndicator>
          <Check aria-hidden="true" className="size-4" />
        </Radix.ItemIndicator>
      </span>
      <span className="min-w-0">
        <Radix.ItemText>{label}</Radix.ItemText>
        {line && <span className="block text-muted text-xs">{line}</span>}
      </span>
    </Radix.Item>
  );
}
