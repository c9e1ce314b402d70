import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ResourceReference } from "@/components/docs/resource-reference";
import { bodyExample, objectExample } from "@/lib/jsonapi/openapi/examples";
import { factsOf } from "@/lib/jsonapi/openapi/facts";
import { givenSchema } from "@/lib/jsonapi/openapi/schemas";
import { findResource } from "@/lib/jsonapi/registry";

type Props = { params: Promise<{ type: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { type } = await params;
  return { title: `${findResource(type)?.type ?? "Page not found"} – Kassa API` };
}

export default async function ResourcePage({ params }: Props) {
  const { type } = await params;
  const resource = findResource(type);
  if (resource === null) notFound();
  const facts = factsOf(resource);
  const create = resource.create ? bodyExample(facts, "create", givenSchema) : null;
  return (
    <ResourceReference
      facts={facts}
      examples={{ create, answer: { data: objectExample(facts) } }}
    />
  );
}
