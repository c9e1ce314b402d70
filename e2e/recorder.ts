import type { BrowserContext, Page, Request } from "@playwright/test";
import { findCardNumbers } from "./card-numbers";

/** Everything that a browser sends to the shop, searched for card numbers: there must be none, ever. */
export class CardNumberRecorder {
  readonly #origin: string;
  readonly #found: string[] = [];
  #requestsCount = 0;

  constructor(baseUrl: string) {
    this.#origin = new URL(baseUrl).origin;
  }

  watch(context: BrowserContext): void {
    context.on("request", (request) => this.#read(request));
  }

  #read(request: Request): void {
    const url = new URL(request.url());
    if (url.origin !== this.#origin) return;
    this.#requestsCount += 1;
    const body = request.postDataBuffer()?.toString("utf8") ?? "";
    const headers = Object.entries(request.headers()).map((pair) => pair.join(": "));
    this.#note("URL", request, request.url());
    this.#note("headers", request, headers.join("\n"));
    this.#note("body", request, body);
  }

  #note(where: string, request: Request, text: string): void {
    for (const number of findCardNumbers(text)) {
      const { pathname } = new URL(request.url());
      this.#found.push(`${request.method()} ${pathname}: ${number} in its ${where}`);
    }
  }

  /** What the shop's cookies hold is sent with every request. */
  async found(context: BrowserContext): Promise<readonly string[]> {
    for (const { name, value } of await context.cookies(this.#origin)) {
      for (const number of findCardNumbers(value)) this.#found.push(`cookie ${name}: ${number}`);
    }
    return this.#found;
  }

  get requestsCount(): number {
    return this.#requestsCount;
  }
}

/** Errors in the browser's console fail a test, but for those that it names beforehand. */
export class ConsoleRecorder {
  readonly #errors: string[] = [];
  readonly #expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on("page", (page) => this.#watchPage(page));
  }

  #watchPage(page: Page): void {
    page.on("pageerror", (error) => this.#errors.push(`${page.url()}: ${error.stack ?? error}`));
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      const { url } = message.location();
      this.#errors.push(`${page.url()}: ${message.text()} (${url})`);
    });
  }

  /** Allows errors that the test provokes, such as the browser's own line about a 404. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  get unexpected(): readonly string[] {
    return this.#errors.filter((error) => !this.#expected.some((known) => known.test(error)));
  }
}
