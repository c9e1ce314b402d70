import "server-only";
import { runDeliveryLoop } from "./delivery-loop";
import { runSweepLoop } from "./sweep-loop";

/**
 * Everything that is done without anybody asking: in the app, and in `npm run worker`. Several processes may run it at
 * once, as each job is a row that one of them leases. Ends, with what is in hand finished, once `signal` is aborted.
 */
export async function runJobs(signal: AbortSignal): Promise<void> {
  await Promise.all([runSweepLoop(signal), runDeliveryLoop(signal)]);
}
