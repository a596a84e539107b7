import { useSyncExternalStore } from "react";
import { vi } from "vitest";

/**
 * Next's hooks on the address, on the browser's own history: `vi.mock("next/navigation", () => navigation)`. Like
 * Next, they notice what is pushed or replaced by hand.
 */
const changed = "test:address";

for (const step of ["pushState", "replaceState"] as const) {
  const original = window.history[step].bind(window.history);
  window.history[step] = (...args: Parameters<History["pushState"]>) => {
    original(...args);
    window.dispatchEvent(new Event(changed));
  };
}

function watch(onChange: () => void): () => void {
  for (const event of ["popstate", changed]) window.addEventListener(event, onChange);
  return () => {
    for (const event of ["popstate", changed]) window.removeEventListener(event, onChange);
  };
}

const useLocation = (part: "pathname" | "search") =>
  useSyncExternalStore(watch, () => window.location[part]);

export const navigation = {
  usePathname: () => useLocation("pathname"),
  useSearchParams: () => new URLSearchParams(useLocation("search")),
  useRouter: () => ({ push: vi.fn(), replace: vi.fn(), refresh: vi.fn() }),
};
