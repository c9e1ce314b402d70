// One share of a simulation, in a process of its own: seeds in, totals out.
import { runSeeds } from "@/simulation/run-seeds";

const [from = 1, count = 0, violationsMax = 1] = process.argv.slice(2).map(Number);
const totals = await runSeeds({ from, count, violationsMax }, (done) => process.send?.({ done }));
process.send?.({ totals });
process.disconnect?.();
