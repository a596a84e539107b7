import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everything, isSelected, nothing, put, selectedCount, toggled } from "./selection";

const films = ["a", "b", "c", "d", "e"];
const film = fc.constantFrom(...films);
const deeds = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("toggle" as const), id: film }),
    fc.record({ kind: fc.constant("put" as const), ids: fc.array(film), on: fc.boolean() }),
    fc.constant({ kind: "all" as const }),
    fc.constant({ kind: "none" as const }),
  ),
);

describe("a selection", () => {
  it("is what a plain set of films would be", () => {
    fc.assert(
      fc.property(deeds, (done) => {
        let selection = nothing;
        let plain = new Set<string>();
        for (const deed of done) {
          if (deed.kind === "all") [selection, plain] = [everything, new Set(films)];
          else if (deed.kind === "none") [selection, plain] = [nothing, new Set()];
          else if (deed.kind === "toggle") {
            selection = toggled(selection, deed.id);
            if (!plain.delete(deed.id)) plain.add(deed.id);
          } else {
            selection = put(selection, deed.ids, deed.on);
            for (const id of deed.ids) deed.on ? plain.add(id) : plain.delete(id);
          }
        }
        expect(films.filter((id) => isSelected(selection, id))).toEqual(
          films.filter((id) => plain.has(id)),
        );
        expect(selectedCount(selection, films.length)).toBe(plain.size);
      }),
    );
  });
});
