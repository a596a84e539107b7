import type { ReactNode } from "react";
import { cn } from "./cn";
import { FieldGroup } from "./field";

interface CheckGroupProps<Value> {
  id: string;
  label: string;
  values: readonly Value[];
  options: readonly { value: Value; label: ReactNode }[];
  /** In the order of the options. */
  onChange: (values: Value[]) => void;
  error: string | null;
  className?: string;
}

/** Any number of a few choices, side by side: check boxes underneath, with the look of a segmented control. */
export function CheckGroup<Value extends string | number>(props: CheckGroupProps<Value>) {
  const { id, label, values, options, onChange, error, className } = props;
  const toggle = (toggled: Value) =>
    onChange(
      options
        .map(({ value }) => value)
        .filter((value) => values.includes(value) !== (value === toggled)),
    );
  return (
    <FieldGroup id={id} label={label} error={error} className={className}>
      <div className="flex flex-wrap gap-1.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              "relative flex min-h-9 min-w-11 items-center justify-center gap-2 rounded-md border border-line px-2.5 text-muted text-xs tabular transition-colors pointer-coarse:min-h-11",
              "hover:border-edge hover:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent-text has-focus-visible:outline-offset-2",
              "has-checked:border-accent-text has-checked:bg-accent/10 has-checked:text-text",
            )}
          >
            <input
              type="checkbox"
              name={id}
              checked={values.includes(option.value)}
              onChange={() => toggle(option.value)}
              className="accent-accent"
            />
            {option.label}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
