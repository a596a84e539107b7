import type { ReactNode } from "react";
import { cn } from "./cn";
import { FieldGroup } from "./field";

export interface Segment<Value> {
  value: Value;
  label: ReactNode;
  /** Shown, but not to be chosen: say why in a note of the group. */
  disabled?: boolean;
}

interface SegmentedControlProps<Value> {
  id: string;
  label: string;
  value: Value;
  options: readonly Segment<Value>[];
  onChange: (value: Value) => void;
  error: string | null;
  /** Below the choices, e.g. why some are disabled. */
  note?: ReactNode;
  className?: string;
  /** How the choices are laid out; side by side by default. */
  layout?: string;
}

/** A few choices side by side: radio buttons underneath, so arrow keys and assistive technology know them. */
export function SegmentedControl<Value extends string | number>({
  id,
  label,
  value,
  options,
  onChange,
  error,
  note,
  className,
  layout = "flex flex-wrap",
}: SegmentedControlProps<Value>) {
  return (
    <FieldGroup id={id} label={label} error={error} className={className}>
      <div className={cn("gap-1.5", layout)}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              "relative flex min-h-9 min-w-11 items-center justify-center gap-2 rounded-md border border-line px-2.5 text-muted text-xs tabular transition-colors pointer-coarse:min-h-11",
              "hover:border-edge hover:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent-text has-focus-visible:outline-offset-2",
              "has-checked:border-accent-text has-checked:bg-accent/10 has-checked:text-text",
              "has-disabled:cursor-not-allowed has-disabled:border-dashed has-disabled:opacity-60 has-disabled:hover:border-line has-disabled:hover:text-muted",
            )}
          >
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
      {note && <p className="text-muted text-xs">{note}</p>}
    </FieldGroup>
  );
}
