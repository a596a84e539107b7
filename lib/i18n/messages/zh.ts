import action from "./zh/action.json";
import adoption from "./zh/adoption.json";
import attention from "./zh/attention.json";
import batch from "./zh/batch.json";
import budget from "./zh/budget.json";
import charge from "./zh/charge.json";
import composer from "./zh/composer.json";
import costs from "./zh/costs.json";
import door from "./zh/door.json";
import failure from "./zh/failure.json";
import image from "./zh/image.json";
import input from "./zh/input.json";
import keys from "./zh/keys.json";
import library from "./zh/library.json";
import shell from "./zh/shell.json";
import status from "./zh/status.json";
import tasks from "./zh/tasks.json";
import viewer from "./zh/viewer.json";

export const zh = {
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
