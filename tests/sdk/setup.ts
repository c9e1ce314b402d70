// The running shop of the whole suite: the built app, the sandbox and PostgreSQL, each a process of its own.
import type { TestProject } from "vitest/node";
import { openCluster } from "../../scripts/proof/cluster";
import type { Demo } from "../../scripts/proof/demo";

export type RunningShop = { url: string; sandboxUrl: string; demo: Demo };

declare module "vitest" {
  export interface ProvidedContext {
    shop: RunningShop;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await openCluster({
    nodes: 1,
    // The suite speaks for many shoppers, each from an address of their own.
    environment: { TRUSTED_PROXIES: "127.0.0.1" },
  });
  const [url = ""] = cluster.nodes;
  project.provide("shop", { url, sandboxUrl: cluster.sandboxUrl, demo: cluster.demo });
  return () => cluster.stop();
}
