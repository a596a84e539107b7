"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Images, X } from "lucide-react";
import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNotice } from "@/components/ui/error-notice";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { allImages, imagesQuery } from "@/lib/queries/images";
import type { ImageView } from "@/lib/task/view";
import { focusField } from "../field-ids";
import { gridLook, ImageGrid } from "./image-grid";

interface LibraryDialogProps {
  onClose: () => void;
  onPick: (image: ImageView) => void;
  onDeleted: (imageId: string) => void;
}

/** The images given before: to be used again, or deleted. */
export function LibraryDialog({ onClose, onPick, onDeleted }: LibraryDialogProps) {
  const t = useTranslations("composer.image.library");
  const opener = useRef<Element | null>(null);
  const returnFocus = (event: Event) => {
    event.preventDefault();
    // The button that opened it may be gone by now: there is an image in its place.
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    else focusField("reference");
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            // The images take it once they are here.
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={returnFocus}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[min(44rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl border border-line bg-surface shadow-float"
        >
          <header className="flex items-start justify-between gap-3 px-5 pt-4 pb-3">
            <div className="space-y-1">
              <Radix.Title className="font-semibold text-lg">{t("title")}</Radix.Title>
              <Radix.Description className="text-muted text-xs pointer-coarse:sr-only">
                {t("hint")}
              </Radix.Description>
            </div>
            <Radix.Close asChild>
              <IconButton label={t("close")} icon={<X aria-hidden="true" />} className="-mr-2" />
            </Radix.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pb-5">
            <LibraryImages
              onDeleted={onDeleted}
              onPick={(image) => {
                onPick(image);
                onClose();
              }}
            />
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function LibraryImages(props: Pick<LibraryDialogProps, "onPick" | "onDeleted">) {
  const t = useTranslations("composer.image.library");
  const query = useInfiniteQuery(imagesQuery());
  const { data, isFetching, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const images = allImages(data);
  if (!data) {
    return query.isError ? (
      <ErrorNotice onRetry={() => void refetch()} pending={isFetching} />
    ) : (
      <Loading />
    );
  }
  if (images.length === 0) {
    return (
      <EmptyState icon={<Images aria-hidden="true" />} title={t("empty")}>
        {t("emptyHint")}
      </EmptyState>
    );
  }
  return (
    <div className="space-y-4">
      <ImageGrid images={images} {...props} />
      {hasNextPage && (
        <Button
          className="w-full"
          pending={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </div>
  );
}

function Loading() {
  const t = useTranslations("shell");
  return (
    <div role="status" aria-label={t("loading")} className={gridLook}>
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} className="aspect-square" />
      ))}
    </div>
  );
}
