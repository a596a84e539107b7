"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Clapperboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { newIntentKey } from "@/components/composer/form-state";
import { attempt } from "@/components/shell/attempt";
import { useStudio } from "@/components/shell/studio-context";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { Button } from "@/components/ui/button";
import { createTasks } from "@/lib/actions/tasks";
import { quoteFor } from "@/lib/catalogue/quote";
import { formatMoney } from "@/lib/format";
import { paths } from "@/lib/paths";
import { libraryKey } from "@/lib/queries/library";
import { tasksKey } from "@/lib/queries/tasks";
import { checkInput, type TaskInput } from "@/lib/task/input";
import type { TaskView } from "@/lib/task/view";

/** For how long after an acceptance another press is the same wish, in ms: as in the composer (FAULTS 17). */
const rest = 1_200;

/** The same once more: what made this film, asked for again. One press is one paid film. */
const wishOf = ({ channel, model, prompt, seconds, size, reference }: TaskView) => ({
  ...{ channel, model, prompt, seconds, size, takes: 1 },
  reference: reference && { imageId: reference.image.id, framing: reference.framing },
});

/** Makes another take of a film. The price is on the button, since a press spends it. */
export function NewTake({ task }: { task: TaskView }) {
  const t = useTranslations("viewer");
  const locale = useLocale();
  const { catalogue } = useStudio();
  const { press, pending } = useNewTake(task);
  const wish = wishOf(task);
  const quote = quoteFor(catalogue, wish);
  const impossible = checkInput(catalogue, wish).length > 0;
  const reason = impossible ? t("newTakeFaults") : quote ? null : t("noPrice");
  return (
    <Button pending={pending} disabledReason={reason} onClick={press}>
      {!pending && <Clapperboard aria-hidden="true" />}
      {t("newTake")}
      {quote && (
        <span className="tabular border-line border-l pl-2.5">
          {formatMoney(quote.totalMicros, locale)}
        </span>
      )}
    </Button>
  );
}

function useNewTake(task: TaskView) {
  const t = useTranslations("viewer");
  const show = useTranslations("composer");
  const { catalogue } = useStudio();
  const queries = useQueryClient();
  const router = useRouter();
  const words = useRefusalWords();
  const [pending, setPending] = useState(false);
  const busy = useRef(false);
  // Kept until it was accepted: pressing again after silence is the same intent, never a second film.
  const intentKey = useRef<string>(undefined);

  const press = async () => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    intentKey.current ??= newIntentKey();
    const wish = wishOf(task);
    const quote = quoteFor(catalogue, wish);
    const input: TaskInput = {
      ...{ ...wish, intentKey: intentKey.current },
      quotedMicros: quote ? Number(quote.totalMicros) : undefined,
    };
    const answer = await attempt(() => createTasks(input));
    if (answer.ok) {
      intentKey.current = undefined;
      const action = { label: show("show"), onClick: () => router.push(paths.studio()) };
      toast.success(t("newTakeAccepted"), { action });
      await new Promise((done) => setTimeout(done, rest));
    } else if (answer.error.kind === "input") {
      toast.error(t("newTakeFaults"));
      // The button must say the new price before it is pressed again.
      router.refresh();
    } else toast.error(t("newTakeRefused", { why: words(answer.error) }));
    busy.current = false;
    setPending(false);
    await Promise.all([
      queries.invalidateQueries({ queryKey: tasksKey }),
      queries.invalidateQueries({ queryKey: libraryKey }),
    ]);
  };
  return { press: () => void press(), pending };
}
