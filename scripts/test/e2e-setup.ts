import { writeFileSync } from "node:fs";
import { startProduct } from "./product.mjs";

/** Starts the product once for all end-to-end tests; the returned function stops it. */
export default async function setup(): Promise<() => Promise<void>> {
  const product = await startProduct();
  process.env.E2E_BASE_URL = product.baseUrl;
  process.env.E2E_SANDBOX_URL = product.sandboxUrl;
  process.env.E2E_DATA_DIR = product.dataDirectory;
  return async () => {
    // What the product said stays beside the traces of the tests that failed.
    const log = process.env.E2E_LOG;
    if (log) writeFileSync(log, product.output());
    await product.stop();
  };
}
