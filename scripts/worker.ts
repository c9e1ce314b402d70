// `npm run worker`: the jobs without the pages, on as many nodes as wanted, beside apps with JOBS=off or on.
import { prisma } from "@/lib/db/client";
import { runJobs } from "@/lib/jobs/run-jobs";
import { takeAppEnvironment } from "./environment";

async function main(): Promise<void> {
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => ending.abort());
  await takeAppEnvironment({ opensDatabase: false });
  // A wrong variable, a missing database or missing tables are told once and end it, not every second.
  const waiting = await prisma().eventCallback.count({ where: { state: "pending" } });
  console.log(`The worker does the jobs; ${waiting} deliveries wait. Ctrl-C ends it.`);
  await runJobs(ending.signal);
  await prisma().$disconnect();
  console.log("The worker has finished what it had in hand.");
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
