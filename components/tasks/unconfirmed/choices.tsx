"use client";

import { useTranslations } from "next-intl";
import { excerpt } from "@/components/gallery/excerpt";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { TaskView } from "@/lib/task/view";
import { Found } from "./found";
import { NotCreated } from "./not-created";
import { SendAgain } from "./send-again";
import { useFocusKept } from "./use-focus-kept";

const choice = "min-w-0 space-y-2 border-line border-t pt-3";

/** The three ways out of a doubt. Nothing here happens without a person: each of them may cost money, or give up a film. */
export function Choices({ task }: { task: TaskView }) {
  const t = useTranslations("tasks.unconfirmed");
  const place = useFocusKept<HTMLFieldSetElement>();
  return (
    <fieldset ref={place} className="min-w-0">
      <legend className="mb-2 font-medium text-xs">
        {t("question")} <VisuallyHidden>{excerpt(task.prompt, 60)}</VisuallyHidden>
      </legend>
      <div className="grid gap-x-8 gap-y-3 @4xl:grid-cols-3">
        <div className={choice}>
          <Found task={task} />
        </div>
        <div className={choice}>
          <NotCreated task={task} />
        </div>
        <div className={choice}>
          <SendAgain task={task} />
        </div>
      </div>
    </fieldset>
  );
}
