"use client";

import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ComponentProps<typeof Button>, "children" | "asChild"> {
  /** Its accessible name, also shown as a hint. */
  label: string;
  icon: ReactNode;
}

/** A square button with an icon; its name appears on hover and focus. */
export function IconButton({ label, icon, className, size = "md", ...rest }: IconButtonProps) {
  const button = (
    <Button
      variant="ghost"
      size={size}
      aria-label={label}
      className={cn("aspect-square px-0 pointer-coarse:min-w-11", className)}
      {...rest}
    >
      {icon}
    </Button>
  );
  return rest.disabledReason ? button : <Tooltip hint={label}>{button}</Tooltip>;
}
