import { findMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { csvStream } from "@/lib/payment-list/csv-stream";
import { readAddress } from "@/lib/payment-list/list-address";
import { readBatch } from "@/lib/payment-list/list-queries";
import { dayAt } from "@/lib/payment-list/shop-days";
import { installationMode } from "../shown-mode";

export const dynamic = "force-dynamic";

/** The list of the address as a file, whole, however long it is. */
export async function GET(request: Request): Promise<Response> {
  const merchant = await findMerchant();
  if (merchant === null) return new Response("Sign in first.", { status: 401 });
  const { timeZone } = merchant.organization;
  const now = systemClock.now();
  const given = Object.fromEntries(new URL(request.url).searchParams);
  const { filter, sort, problems } = readAddress(given, {
    now,
    timeZone,
    mode: installationMode(),
  });
  // A file that silently holds more than was asked for would be believed.
  const [problem] = problems;
  if (problem !== undefined) return new Response(problem.text, { status: 400 });
  const stream = csvStream(
    (direction, size) => readBatch(merchant, { filter, sort, direction }, size),
    sort,
  );
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="payments-${dayAt(now, timeZone)}.csv"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
