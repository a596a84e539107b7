"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { resumeChannel } from "@/lib/actions/channels";
import { findChannel, findModel } from "@/lib/catalogue/catalogue";
import type { Channel } from "@/lib/catalogue/types";
import type { FailureKind } from "@/lib/failure";
import { channelsQuery } from "@/lib/queries/channels";
import { tasksKey } from "@/lib/queries/tasks";
import type { ChannelView } from "@/lib/task/view";
import { attempt } from "./attempt";
import { SetupSteps } from "./setup-steps";
import { useStudio } from "./studio-context";

type Pause = ChannelView["pauses"][number];

/** Pauses that the key's set-up explains; the others are about money or the model. */
const aboutSetup: readonly FailureKind[] = ["auth", "permission", "noChannel"];

/** What is mended in API Yi's console: money, or the key's own set-up. */
const atConsole: readonly FailureKind[] = ["quota", "auth", "permission"];

/** One notice for each channel or model that nothing is sent to: why, that nothing is lost, what to do, and a way on. */
export function PauseBanner() {
  const { catalogue } = useStudio();
  const { data: channels = [] } = useQuery(channelsQuery());
  const paused = channels.flatMap((view) => {
    const channel = findChannel(catalogue, view.id);
    return channel ? view.pauses.map((pause) => ({ view, channel, pause })) : [];
  });
  return (
    <div role="status">
      {paused.map(({ view, channel, pause }) => (
        <div
          key={`${view.id} ${pause.model ?? ""}`}
          className="mx-auto max-w-[112rem] px-4 pt-4 sm:px-6"
        >
          <PauseNotice channel={channel} pause={pause} waiting={view.waiting} />
        </div>
      ))}
    </div>
  );
}

function PauseNotice({
  channel,
  pause,
  waiting,
}: {
  channel: Channel;
  pause: Pause;
  waiting: number;
}) {
  const t = useTranslations("shell.pause");
  const failure = useTranslations("failure");
  const locale = useLocale();
  const { consoleUrl } = useStudio();
  const model =
    pause.model === null ? null : (findModel(channel, pause.model)?.name ?? pause.model);
  // A full disk is our own: API Yi said nothing, and it ends by itself when there is room.
  const ofUpstream = pause.kind !== "storage";
  return (
    <Notice
      tone="warning"
      title={
        model === null
          ? t("title", { channel: channel.name })
          : t("titleModel", { channel: channel.name, model })
      }
      action={ofUpstream && <CheckAgain channel={channel} />}
    >
      <p>{failure(`${pause.kind}.what`)}</p>
      <p>{t("safe", { waiting })}</p>
      <p>{failure(`${pause.kind}.next`)}</p>
      {ofUpstream && pause.message && <p>{t("said", { message: pause.message })}</p>}
      {consoleUrl && atConsole.includes(pause.kind) && (
        <p>
          <a
            href={consoleUrl}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-6 items-center font-medium text-text underline underline-offset-4 pointer-coarse:min-h-11"
          >
            {t(pause.kind === "quota" ? "topUp" : "console")}
          </a>
        </p>
      )}
      {aboutSetup.includes(pause.kind) && (
        <details className="pt-1">
          <summary className="min-h-6 font-medium text-text pointer-coarse:min-h-11">
            {t("steps")}
          </summary>
          <div className="pt-2">
            <SetupSteps channel={channel} locale={locale} />
          </div>
        </details>
      )}
    </Notice>
  );
}

/** Lets the channel's waiting tasks try again; a channel that is refused once more comes back here. */
function CheckAgain({ channel }: { channel: Channel }) {
  const t = useTranslations("shell.pause");
  const queries = useQueryClient();
  const [pending, start] = useTransition();
  const resume = () =>
    start(async () => {
      const result = await attempt(() => resumeChannel(channel.id));
      if (result.ok) toast.success(t("resumed", { channel: channel.name }));
      else toast.error(t("refused", { channel: channel.name }));
      await Promise.all([
        queries.invalidateQueries({ queryKey: channelsQuery().queryKey }),
        queries.invalidateQueries({ queryKey: tasksKey }),
      ]);
    });
  return (
    <Button size="sm" pending={pending} onClick={resume}>
      {t("check")}
    </Button>
  );
}
