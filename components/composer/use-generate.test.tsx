import { useQuery } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { createTasks } from "@/lib/actions/tasks";
import { builtInCatalogue as catalogue } from "@/lib/catalogue/catalogue";
import { channelsQuery } from "@/lib/queries/channels";
import { latestTasksQuery, liveTasksQuery } from "@/lib/queries/tasks";
import { ok } from "@/lib/result";
import { deferred } from "@/test/support/deferred";
import { renderInStudio, testQueryClient } from "@/test/support/render";
import { Composer } from "./composer";
import { freshDraft } from "./draft";

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: vi.fn() }),
  useSearchParams: () => new URLSearchParams(),
}));
vi.mock("@/lib/actions/tasks", () => ({ createTasks: vi.fn(), cancelTask: vi.fn() }));

afterEach(() => {
  localStorage.clear();
  vi.unstubAllGlobals();
});

const noTasks = { tasks: [], nextCursor: null };

function Lists() {
  useQuery(liveTasksQuery());
  useQuery(latestTasksQuery());
  return null;
}

it("reads what has settled after what is live: what is refused at once was never seen alive", async () => {
  const live = deferred();
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    if (url.includes("status=live")) await live.promise;
    return Response.json(url.includes("channels") ? { channels: [] } : noTasks);
  });
  vi.mocked(createTasks).mockResolvedValue(ok({ taskIds: ["t1"] }));
  const client = testQueryClient();
  client.setQueryData(channelsQuery().queryKey, []);
  client.setQueryData(liveTasksQuery().queryKey, noTasks);
  client.setQueryData(latestTasksQuery().queryKey, noTasks);
  renderInStudio(
    <>
      <Lists />
      <Composer fresh={freshDraft(catalogue, [])} from={null} />
    </>,
    { client },
  );

  fireEvent.change(screen.getByLabelText("Prompt"), { target: { value: "A heron" } });
  fireEvent.click(screen.getByRole("button", { name: /^Generate/ }));
  await waitFor(() => expect(asked).toContainEqual(expect.stringContaining("status=live")));
  expect(asked).not.toContainEqual(expect.stringContaining("status=settled"));
  live.resolve();
  await waitFor(() => expect(asked).toContainEqual(expect.stringContaining("status=settled")));
});
