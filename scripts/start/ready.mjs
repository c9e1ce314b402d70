const READY_TIMEOUT_MS = 60_000;
const REQUEST_TIMEOUT_MS = 5_000;
const POLL_MS = 25;

/** Where this machine itself reaches the app, whatever HOST it listens on. */
export function ownAddress({ host, port }) {
  const wildcards = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  const name = wildcards[host] ?? host ?? "127.0.0.1";
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

async function statusOf(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}

/** Polls until `url` answers with a status that is `wanted`; false where the child ends or the time is over. */
export async function waitFor(url, child, wanted) {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  let ended = false;
  child.ended.then(() => {
    ended = true;
  });
  while (!ended && performance.now() < deadline) {
    const status = await statusOf(url);
    if (status !== null && wanted(status)) return true;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  return false;
}
