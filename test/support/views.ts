import type { LibraryItem } from "@/lib/library/view";
import type { ImageView, TaskDetailView, TaskView, VideoView } from "@/lib/task/view";

/** What the browser is sent, for tests of the screens: each takes what matters to the test and fills in the rest. */
export const aVideo = (parts: Partial<VideoView> = {}): VideoView => ({
  url: "/media/videos/t1.mp4",
  posterUrl: "/media/posters/t1.webp",
  placeholder: "data:image/webp;base64,AAAA",
  durationMs: 4_000,
  bytes: 2_400_000,
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  width: 1280,
  height: 720,
  ...parts,
});

/** A task that waits; see `aFilm` for a finished one. */
export const aTask = (parts: Partial<TaskView> = {}): TaskView => ({
  id: "t1",
  status: "waiting",
  channel: "sora-official",
  model: "sora-2",
  prompt: "A paper boat crosses a rain-wet street at dusk",
  seconds: 4,
  size: "1280x720",
  progress: null,
  priceMicros: 400_000,
  doubtMicros: 0,
  charge: "held",
  failure: null,
  video: null,
  reference: null,
  unconfirmed: null,
  createdAt: "2026-11-20T10:00:00.000Z",
  updatedAt: "2026-11-20T10:00:00.000Z",
  submittedAt: null,
  sandbox: true,
  attention: null,
  moving: true,
  ...parts,
});

export const aFilm = (parts: Partial<TaskView> = {}): TaskView =>
  aTask({
    status: "completed",
    charge: "charged",
    moving: false,
    video: aVideo(),
    submittedAt: "2026-11-20T10:00:01.000Z",
    updatedAt: "2026-11-20T10:04:00.000Z",
    ...parts,
  });

export const inDetail = (task: TaskView, parts: Partial<TaskDetailView> = {}): TaskDetailView => ({
  ...task,
  ...{ title: null, favourite: false, tags: [], origin: "studio", trashedAt: null },
  upstreamId: null,
  settledAt: null,
  events: [],
  ...parts,
});

export const anImage = (parts: Partial<ImageView> = {}): ImageView => ({
  id: "i1",
  url: "/media/images/i1.jpg",
  thumbnailUrl: "/media/thumbnails/i1.webp",
  width: 4000,
  height: 3000,
  bytes: 2_000_000,
  name: "Meadow.jpg",
  createdAt: "2026-11-20T09:00:00.000Z",
  ...parts,
});

/** A film as the library's list has it. */
export const anItem = (parts: Partial<LibraryItem> = {}): LibraryItem => ({
  id: "t1",
  status: "completed",
  title: null,
  prompt: "A paper boat crosses a rain-wet street at dusk",
  channel: "sora-official",
  model: "sora-2",
  seconds: 4,
  width: 1280,
  height: 720,
  createdAt: "2026-11-20T10:00:00.000Z",
  priceMicros: 400_000,
  charge: "charged",
  favourite: false,
  film: {
    url: "/media/videos/t1.mp4",
    posterUrl: "/media/posters/t1.webp",
    placeholder: "data:image/webp;base64,AAAA",
    durationMs: 4_000,
  },
  progress: null,
  attention: null,
  trashedAt: null,
  moving: false,
  ...parts,
});
