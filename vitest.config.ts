import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = {
  "@": root,
  // The real package throws outside of a React server bundle; the rule it keeps is checked by the build.
  "server-only": fileURLToPath(new URL("./scripts/server-only-stub.ts", import.meta.url)),
};

/** They stand in for Next's session and headers: a module that is replaced wants a process of its own. */
const MOCKING = ["app/**/*.db.test.ts"];

/**
 * Files of one project share their processes where that is said: to read what all of them import takes longer than most
 * of them.
 *
 * `*.test.ts` need nothing; `*.db.test.ts` need a database; `*.contract.test.ts` drive the sandbox; `*.sdk.test.ts` drive
 * a running shop with the official client.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          isolate: false,
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [
            "**/node_modules/**",
            ".next*/**",
            ".cache/**",
            "e2e/**",
            "**/*.{db,contract,process,sdk}.test.ts",
          ],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "contract",
          include: ["**/*.contract.test.ts"],
          isolate: false,
          exclude: ["**/node_modules/**", ".next*/**", ".cache/**"],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: ["**/node_modules/**", ".next*/**", ".cache/**", ...MOCKING],
          isolate: false,
          setupFiles: ["./tests/shop/clean-process.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db forms",
          include: MOCKING,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "sdk",
          include: ["**/*.sdk.test.ts"],
          exclude: ["**/node_modules/**", ".next*/**", ".cache/**"],
          globalSetup: ["./tests/sdk/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "process",
          include: ["**/*.process.test.ts"],
          exclude: ["**/node_modules/**", ".next*/**", ".cache/**"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
