"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui/slot";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

/** The look of a button, for what is a link underneath: `<Link className={buttonStyles({ variant: "ghost" })}>`. */
export const buttonStyles = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium",
    "transition-colors duration-100 [&_svg]:size-4 [&_svg]:shrink-0",
    "aria-disabled:cursor-not-allowed disabled:cursor-not-allowed pointer-coarse:min-h-11",
  ],
  {
    variants: {
      variant: {
        primary:
          "bg-accent text-accent-ink not-aria-disabled:hover:bg-accent-strong aria-disabled:bg-raised aria-disabled:text-muted aria-busy:bg-accent aria-busy:text-accent-ink",
        secondary:
          "border border-line bg-raised text-text not-aria-disabled:hover:border-edge aria-disabled:text-muted",
        ghost:
          "text-muted not-aria-disabled:hover:bg-raised not-aria-disabled:hover:text-text aria-disabled:opacity-70",
        danger:
          "border border-danger/50 text-danger not-aria-disabled:hover:border-danger not-aria-disabled:hover:bg-danger/10 aria-disabled:opacity-70",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-9 px-3.5 text-sm",
        lg: "h-11 px-5 text-base",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  variant?: VariantProps<typeof buttonStyles>["variant"];
  size?: VariantProps<typeof buttonStyles>["size"];
  /** Something was pressed and is under way: the button spins, keeps the focus and takes no second press. */
  pending?: boolean;
  /** Why it cannot be pressed now. A disabled button says why, so there is no bare `disabled`. */
  disabledReason?: string | null;
  /** Puts the look on the only child, e.g. a link. */
  asChild?: boolean;
}

/** A button that answers at once and, when it cannot act, says why on hover and focus. */
export function Button({
  variant,
  size,
  pending = false,
  disabledReason = null,
  asChild = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const classes = cn(buttonStyles({ variant, size }), className);
  if (asChild) {
    return (
      <Slot className={classes} {...rest}>
        {children}
      </Slot>
    );
  }
  const blocked = pending || disabledReason !== null;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    // aria-disabled, not disabled: the focus stays, and the reason can be reached by keyboard.
    <button
      type={type}
      className={classes}
      aria-disabled={blocked || undefined}
      aria-busy={pending || undefined}
      onClick={press}
      {...rest}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
  return disabledReason === null ? button : <Tooltip hint={disabledReason}>{button}</Tooltip>;
}
