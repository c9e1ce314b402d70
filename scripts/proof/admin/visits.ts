// Visits the admin as a browser does, signed in: pages with their rendering, and the file of the whole list.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { readSecrets } from "../../start/secrets.mjs";
import type { Cluster } from "../cluster";

const SAMPLE_MS = 200;

/** The cookie of the demo shop's owner. */
export async function ownersCookie(cluster: Cluster): Promise<string> {
  const client = new pg.Client({ connectionString: cluster.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string; session_version: number }>(
    "SELECT id, session_version FROM users WHERE role = 'owner' LIMIT 1",
  );
  const [owner] = rows;
  if (owner === undefined) throw new Error("The shop has no owner.");
  const sessionId = randomUUID();
  await client.query(
    `INSERT INTO user_sessions (id, user_id, started_at, last_seen_at, expires_at)
     VALUES ($1, $2, now(), now(), now() + interval '1 hour')`,
    [sessionId, owner.id],
  );
  await client.end();
  const secret = readSecrets(cluster.dataDirectory).NEXTAUTH_SECRET;
  const token = { sub: owner.id, sessionVersion: owner.session_version, sessionId };
  return `next-auth.session-token=${await encode({ token, secret, maxAge: 3600 })}`;
}

/** As long as until the rows are there; `end` reads what comes after them (the sums). */
export async function visit(cluster: Cluster, cookie: string, path: string) {
  const answer = await fetch(`${cluster.nodes[0]}${path}`, { headers: { cookie } });
  if (!answer.ok || answer.body === null) throw new Error(`${path}: ${answer.status}`);
  const decoder = new TextDecoder();
  const reader = answer.body.getReader();
  let text = "";
  while (!text.includes("</table>")) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`${path} has no table: ${text.slice(0, 300)}`);
    text += decoder.decode(value, { stream: true });
  }
  return {
    end: async () => {
      while (!(await reader.read()).done);
    },
  };
}

const rssOf = (pid: number): number =>
  Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout) / 1024;

export type Downloaded = { lines: number; seconds: number; growthMegabytes: number };

/** Reads the whole file, and looks at the server's memory meanwhile. */
export async function download(cluster: Cluster, cookie: string): Promise<Downloaded> {
  const pid = cluster.pidOf(0);
  const before = rssOf(pid);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, rssOf(pid));
  }, SAMPLE_MS);
  const startedAt = performance.now();
  let lines = 0;
  const answer = await fetch(`${cluster.nodes[0]}/admin/payments/csv`, { headers: { cookie } });
  if (!answer.ok || answer.body === null) throw new Error(`The file: ${answer.status}`);
  for await (const chunk of answer.body) {
    for (const byte of chunk) if (byte === 10) lines += 1;
  }
  clearInterval(timer);
  const seconds = (performance.now() - startedAt) / 1000;
  return { lines, seconds, growthMegabytes: most - before };
}
