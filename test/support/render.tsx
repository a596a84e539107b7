import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { onTestFinished } from "vitest";
import { StudioProvider } from "@/components/shell/studio-context";
import { TooltipProvider } from "@/components/ui/tooltip";
import { builtInCatalogue } from "@/lib/catalogue/catalogue";
import type { Locale } from "@/lib/i18n/locale";
import { messages } from "@/lib/i18n/messages/all";
import { makeQueryClient } from "@/lib/queries/client";

/** A query client that gives up at once: a test that waits for a failure should not wait for its retries. */
export function testQueryClient(): QueryClient {
  const client = makeQueryClient();
  const defaults = client.getDefaultOptions();
  client.setDefaultOptions({ queries: { ...defaults.queries, retry: false } });
  return client;
}

/** Renders a part of the studio with everything around it that the layouts provide; removed when the test is over. */
export function renderInStudio(
  ui: ReactNode,
  { client = testQueryClient(), locale = "en" }: { client?: QueryClient; locale?: Locale } = {},
) {
  onTestFinished(cleanup);
  const facts = {
    catalogue: builtInCatalogue,
    mode: "sandbox",
    sandboxSpeed: 60,
    consoleUrl: null,
  } as const;
  return render(ui, {
    wrapper: ({ children }) => (
      <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="UTC">
        <StudioProvider facts={facts}>
          <QueryClientProvider client={client}>
            <TooltipProvider>{children}</TooltipProvider>
          </QueryClientProvider>
        </StudioProvider>
      </NextIntlClientProvider>
    ),
  });
}
