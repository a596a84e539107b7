import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderInStudio } from "@/test/support/render";
import { aFilm, aTask } from "@/test/support/views";
import { RecentFailures, recentFailures } from "./recent-failures";

const at = (hour: number, day = 20) => new Date(Date.UTC(2026, 10, day, hour)).toISOString();
const failed = (id: string, updatedAt: string) =>
  aTask({ id, status: "failed", charge: "released", updatedAt, moving: false });

describe("recentFailures", () => {
  it("is about the last day, and about three at most", () => {
    const latest = [
      aFilm({ id: "film", updatedAt: at(12) }),
      failed("a", at(11)),
      aTask({ id: "withdrawn", status: "canceled", updatedAt: at(10) }),
      aTask({ id: "b", status: "expired", charge: "charged", updatedAt: at(9) }),
      failed("c", at(8)),
      failed("d", at(7)),
      failed("old", at(11, 19)),
    ];
    expect(recentFailures(latest).map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(recentFailures([])).toEqual([]);
  });
});

describe("a failure", () => {
  const moderated = aTask({
    status: "failed",
    charge: "released",
    failure: { kind: "moderated", charged: "no", message: "<b>blocked</b>" },
    moving: false,
  });

  it("says what happened, whether it cost money, and what next", () => {
    renderInStudio(<RecentFailures failures={[moderated]} />);
    const words = screen.getByRole("article").textContent;
    expect(words).toContain("The content policy stopped it.");
    expect(words).toContain("It cost nothing: the $0.40 held for it is free again.");
    expect(words).toContain("API Yi said: “<b>blocked</b>”");
    expect(words).toContain("Describe people, brands and violence in other words");
    const again = screen.getByRole("link", { name: /^Edit and try again/ });
    expect(again.getAttribute("href")).toBe("/?from=t1");
  });

  it("that a person declared is told as such", () => {
    const failure = { kind: "notSent", charged: "no", message: "Declared" } as const;
    renderInStudio(<RecentFailures failures={[{ ...moderated, failure }]} />);
    const words = screen.getByRole("article").textContent;
    expect(words).toContain("It was not created, as you told the studio. It cost nothing");
    expect(words).not.toContain("Declared");
  });

  it.each([
    ["uncertain", "It may have cost $0.40"],
    ["charged", "It cost $0.40."],
  ] as const)("that is %s says so", (charge, words) => {
    renderInStudio(<RecentFailures failures={[{ ...moderated, charge }]} />);
    expect(screen.getByRole("article").textContent).toContain(words);
  });
});
