// The demo shop on a test's own database and sandbox: its environment, and the template that tests copy.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSandbox } from "../../sandbox/server";
import type { TestDatabaseAddress } from "../../scripts/test-database";

export const SHOP_URL = "http://localhost:3999"; // Nothing listens there: the handlers are called directly.
const CONTROL_KEY = "control-key";

export const openSandbox = () =>
  createSandbox({ port: 0, directory: null, controlKey: CONTROL_KEY });

/** Environment and database client are the process's own, so one shop a process. */
export function enterShop(
  address: TestDatabaseAddress,
  { sandboxUrl, dataDirectory }: { sandboxUrl: string; dataDirectory: string },
): void {
  Object.assign(process.env, {
    ...("url" in address
      ? { DATABASE_URL: address.url }
      : { EMBEDDED_DATABASE_SOCKET: address.socketDirectory }),
    APP_URL: SHOP_URL,
    DATA_DIR: dataDirectory,
    SANDBOX_URL: sandboxUrl,
    SANDBOX_CONTROL_KEY: CONTROL_KEY,
    STRIPE_API_BASE: sandboxUrl,
    CHECKOUT_COM_API_BASE: sandboxUrl,
    KASSA_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    KASSA_INSTALLATION_ID: "installation-of-tests",
    NEXTAUTH_SECRET: "n".repeat(40),
    API_TOKEN_SECRET: "t".repeat(40),
    ALLOWED_ORIGINS: "https://shop.example",
  });
}

/** As the shop is left by its first start, except that no provider knows its address yet: each test has a new sandbox. */
export async function fillTemplate(address: TestDatabaseAddress, folder: string): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "kassa-template-"));
  const sandbox = await openSandbox();
  enterShop(address, { sandboxUrl: sandbox.url, dataDirectory });
  const { seed } = await import("@/lib/db/seed");
  const { prisma } = await import("@/lib/db/client");
  writeFileSync(join(folder, "demo.json"), JSON.stringify(await seed()));
  await prisma().gateway.updateMany({ data: { webhookEndpointUrl: null } });
  await prisma().$disconnect();
  await sandbox.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}
