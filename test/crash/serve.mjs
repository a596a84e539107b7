// The built studio as `npm start` serves it, without the steps before: they take longer than a round. Tells its address.
import { serve } from "../../scripts/serve.mjs";

console.log(await serve({ host: "127.0.0.1", port: 0 }));
