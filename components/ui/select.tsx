import { ChevronDown } from "lucide-react";
import { describedBy, Field } from "./field";

export interface Choice {
  value: string;
  label: string;
  /** Why it cannot be chosen; written behind its name. */
  disabledReason?: string | null;
}

interface SelectProps {
  id: string;
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
  error: string | null;
  /** A quiet line about the present choice. */
  note?: string | null;
  className?: string;
}

/** One of several, by the browser's own control: it knows every keyboard, screen and reader. See `.select` for its look. */
export function Select(props: SelectProps) {
  const { id, label, value, choices, onChange, error, note = null, className } = props;
  const noteId = `${id}-note`;
  return (
    <Field id={id} label={label} error={error} className={className}>
      <div className="relative">
        <select
          id={id}
          value={value}
          aria-invalid={error !== null || undefined}
          aria-describedby={describedBy(id, error, note === null ? "" : noteId)}
          onChange={(event) => onChange(event.target.value)}
          className="select h-9 w-full truncate rounded-md border border-line bg-background pr-9 pl-3 transition-colors hover:border-edge aria-invalid:border-danger pointer-coarse:h-11"
        >
          {choices.map(({ value, label, disabledReason = null }) => (
            <option key={value} value={value} disabled={disabledReason !== null}>
              {disabledReason === null ? label : `${label} (${disabledReason})`}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-muted"
        />
      </div>
      {note !== null && (
        <p id={noteId} className="mt-1.5 text-2xs text-muted">
          {note}
        </p>
      )}
    </Field>
  );
}
