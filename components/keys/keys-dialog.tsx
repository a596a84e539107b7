"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Layer } from "@/components/ui/layer";
import { type Command, type KeyPlace, keyTable } from "./key-table";
import { setSingleKeys, useSingleKeys } from "./single-keys";

const places = Object.keys(keyTable) as KeyPlace[];

/** Every key there is, from the table that binds them. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("keys");
  return (
    <Layer
      label={t("title")}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onClose();
      }}
      className="grid place-items-center bg-scrim p-4"
    >
      <div className="w-full max-w-4xl space-y-5 rounded-xl border border-line bg-surface p-5 shadow-float">
        <header className="flex items-center justify-between">
          <h2 className="font-semibold text-lg">{t("title")}</h2>
          <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={onClose} />
        </header>
        <div className="gap-x-10 sm:columns-2">
          {places.map((place) => (
            <Place key={place} place={place} />
          ))}
        </div>
        <SingleKeys />
      </div>
    </Layer>
  );
}

function Place<P extends KeyPlace>({ place }: { place: P }) {
  const t = useTranslations("keys");
  // That every command has its words, the tests of the messages hold.
  const words = (of: string, command: string) => t.raw(`${of}${command}` as "page.help") as string;
  const commands = Object.entries(keyTable[place]) as [Command<P>, readonly string[]][];
  return (
    <section className="mb-5 break-inside-avoid-column">
      <h3 className="mb-2 font-medium text-muted text-xs">{words("", `place.${place}`)}</h3>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1.5">
        {commands.map(([command, keys]) => (
          <div key={command} className="contents">
            <dt className="min-w-0">{words(`${place}.`, command)}</dt>
            <dd className="flex justify-end gap-1">
              {keys.map((key) => (
                <Key key={key} name={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is written on a key in every language. */
const engraved: Record<string, string> = {
  ...{ ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" },
  ...{ Escape: "Esc", Mod: "Ctrl", Shift: "Shift", Delete: "Delete", Home: "Home", End: "End" },
};
const worded = ["Space", "Enter", "PageUp", "PageDown"] as const;

function Key({ name }: { name: string }) {
  const t = useTranslations("keys.key");
  const parts = name === "+" ? ["+"] : name.split("+");
  return (
    <span className="flex gap-0.5">
      {parts.map((part) => {
        const word = worded.find((each) => each === part);
        return <Kbd key={part}>{word ? t(word) : (engraved[part] ?? part.toUpperCase())}</Kbd>;
      })}
    </span>
  );
}

function SingleKeys() {
  const t = useTranslations("keys");
  const on = useSingleKeys();
  return (
    <div className="border-line border-t pt-4">
      <label className="inline-flex min-h-6 items-center gap-2.5 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => setSingleKeys(event.target.checked)}
          aria-describedby="single-keys-how"
          className="size-4 accent-accent"
        />
        {t("single")}
      </label>
      <p id="single-keys-how" className="mt-1 text-muted text-xs">
        {t("singleHow")}
      </p>
    </div>
  );
}
