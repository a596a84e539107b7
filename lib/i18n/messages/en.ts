import action from "./en/action.json";
import adoption from "./en/adoption.json";
import attention from "./en/attention.json";
import batch from "./en/batch.json";
import budget from "./en/budget.json";
import charge from "./en/charge.json";
import composer from "./en/composer.json";
import costs from "./en/costs.json";
import door from "./en/door.json";
import failure from "./en/failure.json";
import image from "./en/image.json";
import input from "./en/input.json";
import keys from "./en/keys.json";
import library from "./en/library.json";
import shell from "./en/shell.json";
import status from "./en/status.json";
import tasks from "./en/tasks.json";
import viewer from "./en/viewer.json";

export const en = {
  action,
  adoption,
  attention,
  batch,
  budget,
  charge,
  composer,
  costs,
  door,
  failure,
  image,
  input,
  keys,
  library,
  shell,
  status,
  tasks,
  viewer,
};
