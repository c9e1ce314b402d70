// `npm run demo:remove`: takes the demo's people and keys out of the database, also of one that is running.
import { createPrisma } from "@/lib/db/client";
import { reachEmbedded } from "@/lib/db/embedded";
import { removeDemo } from "@/lib/db/remove-demo";

async function main(): Promise<void> {
  const { DATABASE_URL, DATA_DIR = ".data" } = process.env;
  const embedded = DATABASE_URL ? null : await reachEmbedded(DATA_DIR);
  const database = createPrisma(
    DATABASE_URL ? { url: DATABASE_URL } : { socketDirectory: embedded?.socketDirectory ?? "" },
  );
  const { people, clients, gateways } = await removeDemo(database);
  console.log(
    `Removed ${people} demo people and ${clients} demo API clients; switched ${gateways} demo gateways off.`,
  );
  await database.$disconnect();
  await embedded?.close();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
