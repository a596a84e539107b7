import type { Bend, VideoReply } from "./video";

const isRendering = (reply: VideoReply) => reply.status === "in_progress";
const linkOf = (reply: VideoReply) => reply.video_url ?? reply.url ?? null;

function withLink(reply: VideoReply, link: string | null): VideoReply {
  const { video_url, ...rest } = reply;
  if (linkOf(reply) === null) return reply;
  if (video_url === undefined) return { ...reply, url: link };
  return link === null ? rest : { ...reply, video_url: link };
}

const restless = [30, 99, 10, 100, 0];

/** How status replies may differ from what one hopes for; each leaves replies alone that it does not concern. */
export const bends = {
  unknownStatus: (reply) => (isRendering(reply) ? { ...reply, status: "pondering" } : reply),
  restlessProgress: (reply) =>
    isRendering(reply)
      ? { ...reply, progress: restless[reply.progress % restless.length] ?? 0 }
      : reply,
  relapse: (reply, { settledLooks }) =>
    reply.status === "completed" && settledLooks % 2 === 0
      ? { ...withLink(reply, null), status: "in_progress", progress: 40 }
      : reply,
  loose: (reply) => {
    const { url, completed_at, ...rest } = reply;
    return {
      ...rest,
      ...(url && { url }),
      ...(completed_at && { completed_at }),
      seconds: Number(reply.seconds),
    };
  },
  errorAsText: (reply) =>
    typeof reply.error === "object" ? { ...reply, error: reply.error.message } : reply,
  errorAbsent: (reply) => {
    const { error, ...rest } = reply;
    return error ? { ...rest, progress: 100, completed_at: reply.created_at } : reply;
  },
  withoutLink: (reply) => withLink(reply, null),
  linkInMetadata: (reply) => {
    const link = linkOf(reply);
    return link === null ? reply : { ...withLink(reply, null), metadata: { url: link } };
  },
  linkElsewhere: (reply, { cdn }) => withLink(reply, `${cdn}/elsewhere`),
} satisfies Record<string, Bend>;

export const linkTo =
  (link: string): Bend =>
  (reply) =>
    withLink(reply, link);
