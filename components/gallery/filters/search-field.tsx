"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";

/** In ms: a pause between words, not between letters. */
const pause = 220;

/**
 * What is searched for. It is told once one pauses; while an input method composes a word, nothing is.
 * @param text as the address has it: when that changes by itself, as by the back button, the field follows.
 */
export function SearchField({
  text,
  onSearch,
  ref,
}: {
  text: string;
  onSearch: (text: string) => void;
  ref: RefObject<HTMLInputElement | null>;
}) {
  const t = useTranslations("library.search");
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const follow = useEffectEvent((now: string) => {
    if (now === told.current) return;
    clearTimeout(timer.current);
    told.current = now;
    setTyped(now);
  });
  useEffect(() => follow(text), [text]);

  const tell = (value: string) => {
    clearTimeout(timer.current);
    told.current = value.trim();
    onSearch(told.current);
  };
  const type = (value: string) => {
    setTyped(value);
    clearTimeout(timer.current);
    if (!composing.current) timer.current = setTimeout(() => tell(value), pause);
  };
  const clear = () => {
    setTyped("");
    tell("");
    ref.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: React does not know the element `search` everywhere yet.
    <div role="search" className="relative min-w-0 flex-1 basis-56">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted"
      />
      <input
        ref={ref}
        type="search"
        value={typed}
        maxLength={200}
        aria-label={t("label")}
        aria-keyshortcuts="/"
        placeholder={t("placeholder")}
        autoComplete="off"
        enterKeyHint="search"
        onChange={(event) => type(event.target.value)}
        onCompositionStart={() => {
          composing.current = true;
          clearTimeout(timer.current);
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          type(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") tell(typed);
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (typed !== "") clear();
          else ref.current?.blur();
        }}
        className="h-9 w-full rounded-md border border-line bg-surface pr-9 pl-9 transition-colors placeholder:text-muted hover:border-edge pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      {typed !== "" && (
        <button
          type="button"
          aria-label={t("clear")}
          onClick={clear}
          className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-md text-muted hover:text-text pointer-coarse:w-11 [&_svg]:size-4"
        >
          <X aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
