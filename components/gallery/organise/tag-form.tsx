"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { tagName } from "@/lib/library/query";
import { type LibraryScope, libraryFacetsQuery } from "@/lib/queries/library";

/** Tags all that is selected, with a new tag or one that there is. */
export function TagForm({
  count,
  scope,
  onTag,
  onDone,
}: {
  count: number;
  scope: LibraryScope;
  /** @returns whether it was done. */
  onTag: (name: string) => Promise<boolean>;
  onDone: () => void;
}) {
  const t = useTranslations("library.bulk");
  const { data: facets } = useQuery(libraryFacetsQuery(scope));
  const [text, setText] = useState("");
  const name = tagName(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name === null) return;
    onDone();
    void onTag(name);
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onDone();
      }}
      aria-label={t("tagTitle", { count })}
      className="flex gap-2 border-line border-b p-2.5"
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago.
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        list="known-tags"
        maxLength={50}
        autoComplete="off"
        aria-label={t("tagLabel")}
        placeholder={t("tagLabel")}
        className="h-9 min-w-0 flex-1 rounded-md border border-line bg-background px-3 hover:border-edge pointer-coarse:h-11"
      />
      <datalist id="known-tags">
        {facets?.tag.map(({ value }) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <Button type="submit" variant="primary">
        {t("tagAdd")}
      </Button>
    </form>
  );
}
