"use client";

import type { VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui/slot";
import type { ComponentProps, MouseEvent } from "react";
import { buttonStyles } from "./button-styles";
import { cn } from "./cn";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

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
