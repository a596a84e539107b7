"use client";

import { createContext, type ReactNode, use } from "react";
import type { Catalogue } from "@/lib/catalogue/types";

/** What the server knows and every screen may ask. Of it only prices change while the server runs: then the page is refreshed. */
export interface StudioFacts {
  /** The effective catalogue: built-in data with the operator's overrides and the prices set here. */
  catalogue: Catalogue;
  /** Who answers: the built-in sandbox or API Yi. */
  mode: "sandbox" | "live";
  /** How much faster than life the sandbox renders. */
  sandboxSpeed: number;
  /** Where one tops up; null where the operator has not said it. */
  consoleUrl: string | null;
}

const StudioContext = createContext<StudioFacts | null>(null);

export function StudioProvider({ facts, children }: { facts: StudioFacts; children: ReactNode }) {
  return <StudioContext value={facts}>{children}</StudioContext>;
}

/** The facts of this studio. @throws outside of `StudioProvider`, which the studio's layout renders. */
export function useStudio(): StudioFacts {
  const facts = use(StudioContext);
  if (!facts) throw new Error("useStudio needs a StudioProvider around it");
  return facts;
}
