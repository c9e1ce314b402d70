import type { ReactNode } from "react";
import { DocsFrame } from "@/components/docs/docs-frame";
import { listResources } from "@/lib/jsonapi/registry";

export default function DocsLayout({ children }: { children: ReactNode }) {
  return <DocsFrame types={listResources().map(({ type }) => type)}>{children}</DocsFrame>;
}
