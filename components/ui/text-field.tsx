import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { describedBy, Field } from "./field";

interface TextFieldProps extends Omit<ComponentProps<"input">, "id" | "value" | "onChange"> {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
  /** A quiet line below it. */
  note?: ReactNode;
  className?: string;
}

/** One line of text with its label above and its fault below. */
export function TextField(props: TextFieldProps) {
  const { id, label, value, onChange, error, note = null, className, ...rest } = props;
  const noteId = `${id}-note`;
  return (
    <Field id={id} label={label} error={error} className={className}>
      <input
        id={id}
        value={value}
        aria-invalid={error !== null || undefined}
        aria-describedby={describedBy(id, error, note === null ? "" : noteId)}
        onChange={(event) => onChange(event.target.value)}
        className={cn(
          "h-9 w-full min-w-0 rounded-md border border-line bg-background px-3 tabular transition-colors hover:border-edge aria-invalid:border-danger pointer-coarse:h-11",
        )}
        {...rest}
      />
      {note !== null && (
        <p id={noteId} className="mt-1.5 text-2xs text-muted">
          {note}
        </p>
      )}
    </Field>
  );
}
