"use client";

import { type ComponentProps, useRef } from "react";
import { Button } from "@/components/ui/button";

/** A button that opens the device's own way of choosing an image: its files, its photos, its camera. */
export function PickButton({
  onFiles,
  ...button
}: { onFiles: (files: File[]) => void } & Omit<ComponentProps<typeof Button>, "onClick">) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // Else the same file, chosen once more, would be no change.
          target.value = "";
        }}
      />
      <Button {...button} onClick={() => input.current?.click()} />
    </>
  );
}
