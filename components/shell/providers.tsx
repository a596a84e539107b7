"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toaster";
import { TooltipProvider } from "@/components/ui/tooltip";
import { makeQueryClient } from "@/lib/queries/client";

interface ProvidersProps {
  /** What the page's policy allows scripts by; the theme writes one. */
  nonce: string | undefined;
  children: ReactNode;
}

/** What every page stands on: the theme, one query client per tab, hints and toasts. */
export function Providers({ nonce, children }: ProvidersProps) {
  const [queries] = useState(makeQueryClient);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="dark"
      themes={["dark", "light"]}
      enableSystem={false}
      disableTransitionOnChange
      {...(nonce && { nonce })}
    >
      <QueryClientProvider client={queries}>
        <TooltipProvider>
          {children}
          <Toaster />
        </TooltipProvider>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
