"use client";

import type { ReactNode } from "react";
import { paths } from "@/lib/paths";
import type { LibraryScope } from "@/lib/queries/library";
import type { Selection } from "../selection/selection";
import { inputOf } from "./use-organise";

/**
 * Asks for all that is selected as one ZIP. A plain form: the browser itself takes the stream to its disk, however
 * long it is. In a tab of its own, which a download closes again: a refusal must not take the page away.
 * @param children the button that sends it.
 */
export function ZipForm({
  scope,
  selection,
  children,
}: {
  scope: LibraryScope;
  selection: Selection;
  children: ReactNode;
}) {
  return (
    <form method="post" action={paths.api.libraryZip()} target="_blank" rel="noopener">
      <input type="hidden" name="selection" value={JSON.stringify(inputOf(scope, selection))} />
      {children}
    </form>
  );
}
