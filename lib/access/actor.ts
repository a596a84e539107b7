import "server-only";

/** What an account may do, from the least to the most. */
export const roles = ["viewer", "member", "owner"] as const;
export type Role = (typeof roles)[number];

/** Who asks. A studio on loopback asks nobody: whoever sits at the machine owns it. */
export type Actor =
  | { kind: "local" }
  | { kind: "account"; accountId: string; name: string; role: Role };

/**
 * What can be asked for: to see, to take copies away by a form, to change one's own account, to make films and keep them
 * in order, to decide about money, keys and people.
 */
export type Deed = "see" | "copy" | "account" | "make" | "manage";

const least: Record<Deed, Role> = {
  see: "viewer",
  copy: "viewer",
  account: "viewer",
  make: "member",
  manage: "owner",
};

/** Whether somebody may do that. */
export const may = (actor: Actor, deed: Deed): boolean =>
  actor.kind === "local" || roles.indexOf(actor.role) >= roles.indexOf(least[deed]);
