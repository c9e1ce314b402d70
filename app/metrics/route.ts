import { hasMetricsToken } from "@/lib/auth/metrics-token";
import { booksSeen, metricsText } from "@/lib/books/books-metric";

export const dynamic = "force-dynamic";

/** For Prometheus, which sends METRICS_TOKEN as a Bearer token. Without one set there is nothing here. */
export function GET(request: Request): Response {
  if (!hasMetricsToken(request.headers)) return new Response("Not found.\n", { status: 404 });
  return new Response(metricsText(booksSeen()), {
    headers: { "content-type": "text/plain; version=0.0.4", "cache-control": "no-store" },
  });
}
