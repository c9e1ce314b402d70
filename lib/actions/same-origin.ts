type HeaderReader = { get(name: string): string | null };

/**
 * True when a form was sent by a page of ours: its Origin is the host it was sent to. A missing, opaque ("null") or
 * foreign Origin is refused; every browser in use sends one with a POST. Behind a proxy the first `x-forwarded-host`
 * counts, as it does for the framework's own check.
 */
export function isSameOrigin(headers: HeaderReader): boolean {
  const origin = headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const forwarded = headers.get("x-forwarded-host")?.split(",")[0]?.trim();
  const host = forwarded === undefined || forwarded === "" ? headers.get("host") : forwarded;
  return host !== null && new URL(origin).host === host;
}
