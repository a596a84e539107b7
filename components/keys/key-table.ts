/**
 * Every key of the studio, by where it works. What binds keys and what lists them reads this table, so that they cannot
 * disagree. A command's words are the message `keys.<place>.<command>`.
 *
 * Names as of KeyboardEvent.key; letters in lower case. "Mod" is Ctrl, or Cmd on a Mac; "Shift" is said with letters and
 * named keys only, since other characters imply it.
 */
export const keyTable = {
  page: { search: ["/"], help: ["?"] },
  grid: {
    left: ["ArrowLeft"],
    right: ["ArrowRight"],
    up: ["ArrowUp"],
    down: ["ArrowDown"],
    pageUp: ["PageUp"],
    pageDown: ["PageDown"],
    first: ["Home"],
    last: ["End"],
    open: ["Enter"],
    select: ["Space"],
    extendLeft: ["Shift+ArrowLeft"],
    extendRight: ["Shift+ArrowRight"],
    extendUp: ["Shift+ArrowUp"],
    extendDown: ["Shift+ArrowDown"],
    all: ["Mod+a"],
    clear: ["Escape"],
    favourite: ["f"],
    trash: ["Delete"],
    compare: ["c"],
  },
  viewer: {
    close: ["Escape"],
    previous: ["p"],
    next: ["n"],
    favourite: ["f"],
    trash: ["Delete"],
  },
  player: {
    toggle: ["k", "Space"],
    back: ["j"],
    forward: ["l"],
    backShort: ["ArrowLeft"],
    forwardShort: ["ArrowRight"],
    frameBack: [","],
    frameForward: ["."],
    slower: ["<"],
    faster: [">"],
    loop: ["r"],
    fullScreen: ["Shift+f"],
    useFrame: ["u"],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

export type KeyPlace = keyof typeof keyTable;
export type Command<Place extends KeyPlace> = keyof (typeof keyTable)[Place] & string;

export type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** A press as the table writes it. @returns null where Alt is held: those belong to the system and its languages. */
export function pressName({ key, ctrlKey, metaKey, altKey, shiftKey }: Press): string | null {
  if (altKey) return null;
  const named = key === " " ? "Space" : key;
  const letter = named.length === 1 && named.toLowerCase() !== named.toUpperCase();
  const shift = shiftKey && (letter || named.length > 1) ? "Shift+" : "";
  return `${ctrlKey || metaKey ? "Mod+" : ""}${shift}${letter ? named.toLowerCase() : named}`;
}

/** What a press means at a place, or null. */
export function commandAt<Place extends KeyPlace>(
  place: Place,
  press: Press,
): Command<Place> | null {
  const name = pressName(press);
  const commands: Record<string, readonly string[]> = keyTable[place];
  for (const [command, keys] of Object.entries(commands)) {
    if (name !== null && keys.includes(name)) return command as Command<Place>;
  }
  return null;
}
