"use client";

import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { Pixels } from "@/lib/framing";

/** An element's size in CSS pixels, kept up to date; null until it was measured. */
export function useElementSize<E extends HTMLElement>(): [RefObject<E | null>, Pixels | null] {
  const ref = useRef<E>(null);
  const [size, setSize] = useState<Pixels | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      setSize(width > 0 ? { width, height } : null);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}
