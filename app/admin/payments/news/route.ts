import { findMerchant } from "@/lib/auth/session";
import { paymentNews } from "@/lib/payment-list/news-queries";

export const dynamic = "force-dynamic";

const HEARTBEAT_MS = 15_000;
/** Then the page asks anew, and with it the session is checked anew. */
const OPEN_MAX_MS = 5 * 60_000;

/** Tells a page, while it is open, that something happened to payments; it then reads what it shows. */
export async function GET(request: Request): Promise<Response> {
  const merchant = await findMerchant();
  // By the standard of event streams this ends the listening: whoever was signed out meanwhile does not ask again.
  if (merchant === null) return new Response(null, { status: 204 });
  const encoder = new TextEncoder();
  let end = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const stop = paymentNews().listen((orderIds) =>
        send(`event: changed\ndata: ${orderIds.length}\n\n`),
      );
      const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
      const limit = setTimeout(() => {
        end();
        controller.close();
      }, OPEN_MAX_MS);
      end = () => {
        stop();
        clearInterval(heartbeat);
        clearTimeout(limit);
      };
      send("retry: 2000\n\n");
    },
    cancel: () => end(),
  });
  request.signal.addEventListener("abort", () => end());
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
