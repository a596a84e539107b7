"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useUploadWords } from "@/components/composer/reference/use-upload-words";
import { paths } from "@/lib/paths";
import { UploadError, uploadImage } from "@/lib/queries/upload-image";
import { currentFrame } from "./current-frame";

/** Takes the frame that the player shows into the composer, to begin the next film with. */
export function useFrameUse(taskId: string, ref: RefObject<HTMLVideoElement | null>) {
  const t = useTranslations("viewer.player");
  const words = useUploadWords();
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const left = useRef<AbortController>(undefined);
  useEffect(() => () => left.current?.abort(), []);

  const give = async (video: HTMLVideoElement, signal: AbortSignal) => {
    video.pause();
    const name = `${taskId.slice(-8)}-${video.currentTime.toFixed(2)}s.png`;
    const frame = await currentFrame(video);
    const image = await uploadImage(frame, { name, signal, onProgress: () => {} });
    router.push(paths.withFrame(taskId, image.id));
  };
  const use = async () => {
    const video = ref.current;
    if (!video || pending) return;
    left.current = new AbortController();
    const { signal } = left.current;
    setError(null);
    setPending(true);
    try {
      await give(video, signal);
    } catch (cause) {
      if (signal.aborted) return;
      setPending(false);
      setError(
        cause instanceof UploadError
          ? t("frameRefused", { why: words(cause.fault) })
          : t("noFrame"),
      );
    }
  };
  return { use: () => void use(), pending, error };
}
