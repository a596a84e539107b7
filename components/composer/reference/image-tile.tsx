"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { formatSize } from "@/lib/format";
import type { ImageView } from "@/lib/task/view";

interface ImageTileProps {
  image: ImageView;
  /** 0 for the one of the grid that Tab comes to. */
  tabIndex: 0 | -1;
  /** It is being deleted. */
  pending: boolean;
  onFocus: () => void;
  onPick: () => void;
  onDelete: () => void;
}

/** One image of the library: press it to use it. */
export function ImageTile(props: ImageTileProps) {
  const { image, tabIndex, pending, onFocus, onPick, onDelete } = props;
  const t = useTranslations("composer.image");
  const name = image.name || t("unnamed");
  const size = formatSize(`${image.width}x${image.height}`);
  return (
    <li className="group relative">
      <button
        type="button"
        data-tile=""
        tabIndex={tabIndex}
        aria-label={t("library.take", { name, size })}
        onFocus={onFocus}
        onClick={onPick}
        className="block w-full space-y-1 rounded-md text-left"
      >
        {/* biome-ignore lint/performance/noImgElement: a thumbnail, made in the right size already. */}
        <img
          src={image.thumbnailUrl}
          alt=""
          loading="lazy"
          decoding="async"
          className="aspect-square w-full rounded-md border border-line bg-background object-contain transition-colors group-hover:border-edge"
        />
        <span className="block truncate text-xs">{name}</span>
        <span className="tabular block text-2xs text-muted">{size}</span>
      </button>
      <IconButton
        size="sm"
        label={t("library.delete", { name })}
        icon={<Trash2 aria-hidden="true" />}
        tabIndex={tabIndex}
        pending={pending}
        onFocus={onFocus}
        onClick={onDelete}
        className="absolute top-1 right-1 bg-surface/85 text-text opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      />
    </li>
  );
}
