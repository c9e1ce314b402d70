// `npm run reconcile -- --gateway … --from … --to …`: our payments beside the provider's list. Exits 0 when no
// difference is open, 1 when one is, 2 when it was asked wrongly, 3 when it could not be done.
import { type Ending, type Given, readArguments, USAGE } from "./command";
import { Complaint, enterProduct } from "./product-environment";

/** Loaded late: the environment is complete only now. */
async function run(given: Given): Promise<Ending> {
  const { parts } = await import("@/lib/parts");
  const { prisma } = await import("@/lib/db/client");
  const { createReconciliationStore } = await import(
    "@/lib/reconciliation/prisma-reconciliation-store"
  );
  const { answer } = await import("./command");
  const deps = await parts({ kind: "system", id: "reconcile" });
  const store = createReconciliationStore(prisma());
  try {
    return await answer({ deps, store }, given);
  } finally {
    await prisma().$disconnect();
  }
}

async function main(): Promise<Ending> {
  const given = readArguments(process.argv.slice(2));
  if ("code" in given) return given;
  if (given.help) return { code: 0, lines: [USAGE] };
  const leave = await enterProduct();
  try {
    return await run(given);
  } finally {
    await leave();
  }
}

const failure = (error: unknown): Ending => ({
  code: error instanceof Complaint ? 2 : 3,
  lines: [error instanceof Error ? error.message : String(error)],
});

main()
  .catch(failure)
  .then(({ code, lines }) => {
    for (const line of lines) (code < 2 ? console.log : console.error)(line);
    process.exitCode = code;
  });
