// `npm run verify:books`: asks the database whether everything that must always hold does; exits 1 when not.
import { NOT_TOLD_HERE, verifyBooks } from "@/lib/books/verify-books";
import { createPrisma } from "@/lib/db/client";
import { reachEmbedded } from "@/lib/db/embedded";

async function main(): Promise<void> {
  const { DATABASE_URL, DATA_DIR = ".data" } = process.env;
  const embedded = DATABASE_URL ? null : await reachEmbedded(DATA_DIR);
  const database = createPrisma(
    DATABASE_URL ? { url: DATABASE_URL } : { socketDirectory: embedded?.socketDirectory ?? "" },
  );
  const checks = await verifyBooks(database, () => performance.now());
  for (const { id, title, violations, violationsCount, durationMs } of checks) {
    const mark = violationsCount === 0 ? "✓" : "✗";
    const counted = violationsCount === 0 ? "" : `: ${violationsCount}`;
    console.log(`${mark} ${id.padEnd(4)} ${title}${counted} (${Math.round(durationMs)} ms)`);
    for (const { subject, why } of violations) console.log(`       ${subject}: ${why}`);
  }
  for (const [id, why] of Object.entries(NOT_TOLD_HERE)) {
    console.log(`· ${id.padEnd(4)} not told by the database: it ${why}`);
  }
  const broken = checks.filter(({ violationsCount }) => violationsCount > 0).length;
  console.log(broken === 0 ? "The books are clean." : `${broken} of ${checks.length} do not hold.`);
  await database.$disconnect();
  await embedded?.close();
  process.exitCode = broken === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
