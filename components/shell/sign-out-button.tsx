"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { IconButton } from "@/components/ui/icon-button";
import { signOut } from "@/lib/actions/door";
import { paths } from "@/lib/paths";
import { attempt } from "./attempt";
import { useRefusalWords } from "./use-refusal-words";

/** Leaves the studio; its work goes on. */
export function SignOutButton() {
  const t = useTranslations("door");
  const words = useRefusalWords();
  const leave = async () => {
    const answer = await attempt(signOut);
    if (!answer.ok && answer.error.kind !== "input") toast.error(words(answer.error));
    // A whole new page: nothing that was read here stays in the tab.
    else location.assign(paths.login());
  };
  return <IconButton label={t("signOut")} icon={<LogOut aria-hidden="true" />} onClick={leave} />;
}
