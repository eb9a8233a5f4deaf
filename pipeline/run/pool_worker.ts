/** A worker of a pool: runs the tasks it is sent. Runs in Deno and browsers. */

import { servePool } from "../parallel/pool_service.ts";
import { TASKS } from "./tasks.ts";

servePool(TASKS);
