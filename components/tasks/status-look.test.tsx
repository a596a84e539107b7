import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { locales } from "@/lib/i18n/locale";
import { messages } from "@/lib/i18n/messages/all";
import { taskStatuses } from "@/lib/task/status";
import { renderInStudio } from "@/test/support/render";
import { StatusBadge } from "./status-badge";

describe.each(locales)("a status in %s", (locale) => {
  it.each(taskStatuses)("%s has a word and an icon", (status) => {
    renderInStudio(<StatusBadge status={status} />, { locale });
    const badge = screen.getByText(messages[locale].status[status]);
    expect(badge.querySelector("svg[aria-hidden]")).not.toBeNull();
  });

  it("is never called like another", () => {
    const words = Object.values(messages[locale].status);
    expect(new Set(words).size).toBe(taskStatuses.length);
  });
});
