/**
 * One POST out of the sandbox: no redirects, no proxy, a deadline, and the answer's body ignored.
 */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface PostOptions {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
}

/** Never throws: `status` is null when no answer came, and `error` says why. */
export function post(
  options: PostOptions,
): Promise<{ status: number | null; error: string | null }> {
  return new Promise((resolve) => {
    const fail = (error: unknown): void =>
      resolve({ status: null, error: error instanceof Error ? error.message : "failed" });
    try {
      const url = new URL(options.url);
      const open = url.protocol === "https:" ? httpsRequest : httpRequest;
      const headers = { ...options.headers, "content-length": Buffer.byteLength(options.body) };
      const request = open(url, { method: "POST", headers, agent: false }, (response) => {
        response.resume();
        clearTimeout(deadline);
        resolve({ status: response.statusCode ?? null, error: null });
      });
      const deadline = setTimeout(
        () => request.destroy(new Error(`no answer within ${options.timeoutMs} ms`)),
        options.timeoutMs,
      );
      request.on("error", (error) => {
        clearTimeout(deadline);
        fail(error);
      });
      request.end(options.body);
    } catch (error) {
      fail(error);
    }
  });
}
