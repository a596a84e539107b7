import { Minus, Plus } from "lucide-react";
import { describedBy, Field } from "./field";

interface StepperProps {
  id: string;
  label: string;
  /** Accessible names of the two buttons. */
  fewer: string;
  more: string;
  /** NaN while the box is empty. */
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  error: string | null;
  className?: string;
}

const button =
  "grid w-9 place-items-center text-muted transition-colors enabled:hover:text-text disabled:opacity-40 pointer-coarse:min-h-11 pointer-coarse:w-11";

/** A small whole number: typed, or stepped with the buttons and the arrow keys. */
export function Stepper(props: StepperProps) {
  const { id, label, fewer, more, value, min, max, onChange, error, className } = props;
  const current = Number.isFinite(value) ? value : min;
  const step = (by: number) => onChange(Math.min(max, Math.max(min, current + by)));
  return (
    <Field id={id} label={label} error={error} className={className}>
      <div className="inline-flex h-9 items-stretch rounded-md border border-line has-aria-invalid:border-danger pointer-coarse:h-11">
        <button
          type="button"
          className={button}
          aria-label={fewer}
          disabled={current <= min}
          onClick={() => step(-1)}
        >
          <Minus aria-hidden="true" className="size-3.5" />
        </button>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={Number.isFinite(value) ? value : ""}
          aria-invalid={error !== null || undefined}
          aria-describedby={describedBy(id, error)}
          onChange={(event) => onChange(event.target.valueAsNumber)}
          className="w-9 rounded-sm bg-transparent text-center text-sm tabular [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none"
        />
        <button
          type="button"
          className={button}
          aria-label={more}
          disabled={current >= max}
          onClick={() => step(1)}
        >
          <Plus aria-hidden="true" className="size-3.5" />
        </button>
      </div>
    </Field>
  );
}
