import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import { paths } from "@/lib/paths";
import type { ImagePage, ImageView } from "@/lib/task/view";
import { fetchJson } from "./fetch-json";
import { readImagePage } from "./shapes";

/** The studio's image library, newest used first, in keyset pages. The page parameter is the cursor, null for the first page. */
export const imagesQuery = () =>
  infiniteQueryOptions({
    queryKey: ["images"] as const,
    queryFn: ({ signal, pageParam: cursor }): Promise<ImagePage> =>
      fetchJson(paths.api.images(cursor), readImagePage, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** The library's images in one list. One that was used between two requests, and so has moved, appears once. */
export function allImages(data: InfiniteData<ImagePage> | undefined): ImageView[] {
  const images = data?.pages.flatMap((page) => page.images) ?? [];
  return [...new Map(images.map((image) => [image.id, image])).values()];
}

/** Whether an image is still in the library. @throws TypeError when the studio does not answer. */
export async function isKept(image: Pick<ImageView, "url">): Promise<boolean> {
  const { status } = await fetch(image.url, { method: "HEAD", cache: "no-store" });
  return status !== 404 && status !== 410;
}
