import { verifyBooks } from "@/lib/books/verify-books";
import { createPrisma } from "@/lib/db/client";

/** What `npm run verify:books` finds in a database: one sentence for each violation, none where the books are clean. */
export async function complaintsOfBooks(url: string): Promise<string[]> {
  const database = createPrisma({ url });
  try {
    const checks = await verifyBooks(database, () => performance.now());
    return checks.flatMap(({ id, violations }) =>
      violations.map(({ subject, why }) => `${id} ${subject}: ${why}`),
    );
  } finally {
    await database.$disconnect();
  }
}
