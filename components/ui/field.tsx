import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const labelLook = "font-medium text-muted text-xs";

/** The ids under which a control finds its own fault; see `describedBy`. */
export const errorId = (id: string) => `${id}-error`;

/** What `aria-describedby` of a control must say: its fault, where there is one, before its hints. */
export const describedBy = (id: string, error: string | null, ...hints: string[]) =>
  [error === null ? null : errorId(id), ...hints].filter(Boolean).join(" ") || undefined;

/** A fault in words, below the control it is about. */
export function FieldError({ id, children }: { id: string; children: string | null }) {
  if (children === null) return null;
  return (
    <p id={errorId(id)} className="flex items-start gap-1.5 text-danger text-xs">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      {children}
    </p>
  );
}

interface FieldProps {
  /** The control's id. */
  id: string;
  label: string;
  /** Beside the label, e.g. a count. */
  aside?: ReactNode;
  error: string | null;
  className?: string;
  children: ReactNode;
}

/** One control with its label above and its fault below. */
export function Field({ id, label, aside, error, className, children }: FieldProps) {
  return (
    <div className={cn("space-y-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className={labelLook}>
          {label}
        </label>
        {aside}
      </div>
      <div>{children}</div>
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}

/** Several controls that answer one question. */
export function FieldGroup({ id, label, error, className, children }: Omit<FieldProps, "aside">) {
  return (
    <fieldset
      id={id}
      aria-describedby={describedBy(id, error)}
      className={cn("min-w-0", className)}
    >
      <legend className={cn(labelLook, "mb-1.5")}>{label}</legend>
      <div className="space-y-1.5">
        {children}
        <FieldError id={id}>{error}</FieldError>
      </div>
    </fieldset>
  );
}
