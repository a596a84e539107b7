"use client";

import type { FormEvent, ReactNode } from "react";
import { useRefusalWords } from "@/components/shell/use-refusal-words";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { useDoor } from "./use-door";

interface DoorFormProps {
  title: string;
  intro: string;
  press: string;
  door: ReturnType<typeof useDoor>;
  children: ReactNode;
}

/** The door's one form: what to say, and why it stays shut. */
export function DoorForm({ title, intro, press, door, children }: DoorFormProps) {
  const words = useRefusalWords();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!door.pending) door.submit(new FormData(event.currentTarget));
  };
  return (
    <form aria-label={title} aria-busy={door.pending} onSubmit={submit} className="space-y-5">
      <div className="space-y-2">
        <h1 className="font-semibold text-xl">{title}</h1>
        <p className="text-muted text-sm">{intro}</p>
      </div>
      {children}
      <div role="alert">{door.refusal && <Notice tone="danger" title={words(door.refusal)} />}</div>
      <Button type="submit" variant="primary" size="lg" className="w-full" pending={door.pending}>
        {press}
      </Button>
    </form>
  );
}
