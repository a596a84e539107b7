/** Where a task's history stands on its page. */
export const historyId = "history";
