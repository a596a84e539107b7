/** The heading of the list of tasks in progress. */
export const inProgressId = "in-progress";

/** Brings the list into view, and the keyboard with it. */
export function goToInProgress(): void {
  const heading = document.getElementById(inProgressId);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}
