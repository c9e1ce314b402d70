// Builds the app into the tests' own folder, which a running `npm start` does not use.
import { resolve } from "node:path";
import { makeAll } from "../start/fresh.mjs";

const root = resolve(import.meta.dirname, "../..");
try {
  const distDirectory = resolve(root, process.env.NEXT_DIST_DIR ?? ".next-test");
  await makeAll(root, { distDirectory, dataDirectory: resolve(root, ".data") }, console.log);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
