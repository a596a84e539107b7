import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Header } from "@/components/shell/header";
import { OfflineNotice } from "@/components/shell/offline-notice";
import { PauseBanner } from "@/components/shell/pause-banner";
import { SandboxBanner } from "@/components/shell/sandbox-banner";
import { SkipLink } from "@/components/shell/skip-link";
import { StudioProvider } from "@/components/shell/studio-context";
import { pageActor, pageDb } from "@/lib/access/page";
import { pricedCatalogue } from "@/lib/catalogue/priced";
import { env } from "@/lib/env";
import { channelsQuery } from "@/lib/queries/channels";
import { makeQueryClient } from "@/lib/queries/client";
import { listChannels } from "@/lib/task/channels";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("shell");
  const { mode, sandboxSpeed, consoleUrl } = env();
  const actor = await pageActor();
  const queries = makeQueryClient();
  const db = await pageDb();
  const [channels, catalogue] = await Promise.all([listChannels(db), pricedCatalogue(db)]);
  queries.setQueryData(channelsQuery().queryKey, channels);
  return (
    <StudioProvider facts={{ catalogue, mode, sandboxSpeed, consoleUrl }}>
      <HydrationBoundary state={dehydrate(queries)}>
        <SkipLink>{t("skip")}</SkipLink>
        <Header name={actor.kind === "account" ? actor.name : null} />
        {mode === "sandbox" && <SandboxBanner catalogue={catalogue} />}
        <OfflineNotice />
        <PauseBanner />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-[112rem] px-4 py-6 outline-none sm:px-6"
        >
          {children}
        </main>
      </HydrationBoundary>
    </StudioProvider>
  );
}
