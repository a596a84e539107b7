"use client";

import { useQuery } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { channelsQuery } from "@/lib/queries/channels";
import { liveTasksQuery } from "@/lib/queries/tasks";
import { useOnline } from "./use-online";

/** Says that what one sees may be old: the studio does not answer, or this device has no network. */
export function OfflineNotice() {
  const t = useTranslations("shell.offline");
  const channels = useQuery({ ...channelsQuery(), enabled: false });
  const live = useQuery({ ...liveTasksQuery(), enabled: false });
  const online = useOnline();
  const trouble = channels.isError || live.isError ? "unreachable" : online ? null : "offline";
  return (
    <div role="status">
      {trouble && (
        <div className="border-warning/40 border-b bg-warning/8">
          <p className="mx-auto flex max-w-[112rem] items-start gap-2 px-4 py-2.5 text-xs sm:px-6">
            <WifiOff aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
            <span>
              <strong className="font-medium">{t(`${trouble}.title`)}</strong>{" "}
              <span className="text-muted">{t(`${trouble}.detail`)}</span>
            </span>
          </p>
        </div>
      )}
    </div>
  );
}
