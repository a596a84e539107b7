"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { cn } from "./cn";

/** What stays in reach over any layer: the toasts. */
const reachable = "section[aria-live]";

interface LayerProps {
  /** Its accessible name. */
  label: string;
  /** Where the focus goes when it opens; the layer itself by default. */
  onOpen?: (layer: HTMLElement) => void;
  /** Where the focus goes when it is gone; back to where it was by default. @returns whether it was seen to. */
  onClosed?: () => boolean;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  className?: string;
  children: ReactNode;
}

/**
 * Something that lies over the whole page until it is closed: the page below keeps its place, but neither scrolls nor
 * answers. Toasts do. Closing is the matter of whoever shows it.
 */
export function Layer({ label, onOpen, onClosed, onKeyDown, className, children }: LayerProps) {
  const layer = useRef<HTMLDivElement>(null);
  const hooks = useRef({ onOpen, onClosed });
  useEffect(() => {
    hooks.current = { onOpen, onClosed };
  });
  useEffect(() => {
    const element = layer.current;
    if (!element) return;
    const before = document.activeElement;
    const free = quieten(element);
    if (hooks.current.onOpen) hooks.current.onOpen(element);
    else element.focus({ preventScroll: true });
    return () => {
      free();
      if (hooks.current.onClosed?.()) return;
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return createPortal(
    <div
      ref={layer}
      role="dialog"
      aria-modal="true"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className={cn(
        "fixed inset-0 z-40 overflow-y-auto overscroll-contain outline-none",
        className,
      )}
    >
      {children}
    </div>,
    document.body,
  );
}

/** Takes the page below out of reach, and holds it where it is. @returns what gives it back. */
function quieten(layer: HTMLElement): () => void {
  const quiet = [...document.body.children].filter(
    (element) =>
      element !== layer &&
      !element.matches(`${reachable}, script, style`) &&
      !element.hasAttribute("inert"),
  );
  for (const element of quiet) element.setAttribute("inert", "");
  const { style } = document.documentElement;
  const { overflow, scrollbarGutter } = style;
  const scrollbar = window.innerWidth > document.documentElement.clientWidth;
  style.overflow = "hidden";
  // Otherwise everything below would grow wider, and the rows be broken anew.
  if (scrollbar) style.scrollbarGutter = "stable";
  return () => {
    for (const element of quiet) element.removeAttribute("inert");
    Object.assign(style, { overflow, scrollbarGutter });
  };
}
