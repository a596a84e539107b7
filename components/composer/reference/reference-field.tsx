"use client";

import { FolderOpen, Images, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { describedBy, FieldError } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { Channel } from "@/lib/catalogue/types";
import type { ImageView } from "@/lib/task/view";
import { type Draft, withSize } from "../draft";
import { fieldIds } from "../field-ids";
import { CropPanel } from "./crop-panel";
import { PickButton } from "./pick-button";
import { referenceTo } from "./reference";
import { Refused, Sending } from "./upload-row";
import type { GivenImage } from "./use-given-files";

const LibraryDialog = dynamic(
  () => import("./library-dialog").then((module) => module.LibraryDialog),
  { ssr: false },
);

interface ReferenceFieldProps {
  draft: Draft;
  channel: Channel | undefined;
  given: GivenImage;
  onChange: (draft: Draft) => void;
  error: string | null;
}

/** The image that the film begins with, if any: how it comes here, and how it is cut. */
export function ReferenceField({ draft, channel, given, onChange, error }: ReferenceFieldProps) {
  const t = useTranslations("composer.image");
  const titleId = useId();
  const [browsing, setBrowsing] = useState(false);
  const { reference } = draft;
  const browse = () => setBrowsing(true);
  const put = (image: ImageView) =>
    onChange({ ...draft, reference: referenceTo(image, draft.size) });
  const remove = () => onChange({ ...draft, reference: null });
  const takesNone = channel?.limits.image.mimes.length === 0;

  return (
    <section
      id={fieldIds.reference}
      tabIndex={-1}
      aria-labelledby={titleId}
      aria-describedby={describedBy(fieldIds.reference, error)}
      className="space-y-2 outline-none"
    >
      <Heading id={titleId} name={reference?.image.name ?? null}>
        {reference && <Replace onFiles={given.take} onBrowse={browse} onRemove={remove} />}
      </Heading>
      <Incoming given={given} />
      {reference ? (
        <CropPanel
          draft={draft}
          reference={reference}
          onFraming={(framing) => onChange({ ...draft, reference: { ...reference, framing } })}
          onSize={(size) => onChange(withSize(draft, size))}
        />
      ) : (
        given.giving?.kind !== "sending" && <Invitation onFiles={given.take} onBrowse={browse} />
      )}
      {reference && takesNone && (
        <p className="text-warning text-xs">{t("notTaken", { channel: channel.name })}</p>
      )}
      <FieldError id={fieldIds.reference}>{error}</FieldError>
      {browsing && (
        <LibraryDialog
          onClose={() => setBrowsing(false)}
          onPick={put}
          onDeleted={(id) => id === reference?.image.id && remove()}
        />
      )}
    </section>
  );
}

function Heading({ id, name, children }: { id: string; name: string | null; children: ReactNode }) {
  const t = useTranslations("composer.image");
  return (
    <div className="flex min-h-7 items-center gap-3">
      <h2 id={id} className="font-medium text-muted text-xs">
        {t("title")}
      </h2>
      <span className="min-w-0 flex-1 truncate text-2xs text-muted">{name}</span>
      {children}
    </div>
  );
}

/** A file under way, or refused. */
function Incoming({ given: { giving, retry, stop } }: { given: GivenImage }) {
  if (giving?.kind === "sending") return <Sending giving={giving} onCancel={stop} />;
  if (giving) return <Refused giving={giving} onRetry={retry} onDismiss={stop} />;
  return null;
}

interface WaysIn {
  onFiles: (files: File[]) => void;
  onBrowse: () => void;
}

/** While there is no image: that there can be one, and how. */
function Invitation({ onFiles, onBrowse }: WaysIn) {
  const t = useTranslations("composer.image");
  return (
    <div className="space-y-2.5 rounded-lg border border-line border-dashed p-3">
      <p className="text-muted text-xs">
        {t("invitation")} <span className="pointer-coarse:hidden">{t("dropOrPaste")}</span>
      </p>
      <div className="flex flex-wrap gap-2">
        <PickButton size="sm" onFiles={onFiles}>
          <FolderOpen aria-hidden="true" />
          {t("pick")}
        </PickButton>
        <Button size="sm" variant="ghost" onClick={onBrowse}>
          <Images aria-hidden="true" />
          {t("browse")}
        </Button>
      </div>
    </div>
  );
}

/** Another image, or none. */
function Replace({ onFiles, onBrowse, onRemove }: WaysIn & { onRemove: () => void }) {
  const t = useTranslations("composer.image");
  return (
    <div className="-my-2 flex shrink-0">
      <PickButton
        size="sm"
        variant="ghost"
        aria-label={t("replace")}
        title={t("replace")}
        className="px-1.5 pointer-coarse:min-w-11"
        onFiles={onFiles}
      >
        <FolderOpen aria-hidden="true" />
      </PickButton>
      <IconButton
        size="sm"
        label={t("browse")}
        icon={<Images aria-hidden="true" />}
        onClick={onBrowse}
      />
      <IconButton
        size="sm"
        label={t("remove")}
        icon={<X aria-hidden="true" />}
        onClick={onRemove}
      />
    </div>
  );
}
