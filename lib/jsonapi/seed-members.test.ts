import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PAYMENT_SOURCE_TYPES } from "../gateway-types";
import { resourceObject } from "./document";
import { findResource } from "./registry";
import { SEED_MEMBERS, SEED_META } from "./seed-members";

const SEEDS = new URL("../../../shared/spec/seeds/", import.meta.url);
const FILES = {
  checkout_com_payments: [
    "commerce-layer-create-checkout-com-payment.txt",
    "commerce-layer-create-checkout-com-payment.earlier.md",
  ],
  stripe_payments: ["commerce-layer-create-stripe-payment.txt"],
  external_payments: ["commerce-layer-create-external-payment.txt"],
} as const;
/** Of a transfer no document shows an answer. */
const isShown = (type: string): type is keyof typeof FILES => Object.hasOwn(FILES, type);

const serving = {
  appUrl: "https://pay.example",
  organizationId: "xRRkjDFafe",
  mode: "test",
  traceId: "0".repeat(64),
  showsSecrets: true,
  fields: new Map<string, ReadonlySet<string>>(),
} as const;

function emptyObject(type: string) {
  const resource = findResource(type);
  if (!resource) throw new Error(`${type} is not registered.`);
  return resourceObject(resource, { id: "xYZkjABcde", secrets_encrypted: null }, { serving });
}

describe.each(PAYMENT_SOURCE_TYPES)("%s", (type) => {
  const members = SEED_MEMBERS[type];

  it("shows every documented member, null when there is nothing, and none besides", () => {
    const object = emptyObject(type);
    expect(Object.keys(object.attributes).sort()).toEqual(
      [...members.attributes, ...members.besides.attributes].sort(),
    );
    expect(Object.keys(object.relationships).sort()).toEqual(
      [...members.relationships, ...members.besides.relationships].sort(),
    );
    expect(Object.keys(object.meta)).toEqual([...SEED_META]);
    const values = Object.entries(object.attributes).filter(([, value]) => value !== null);
    expect(values.every(([name]) => ["payment_type", "mismatched_amounts"].includes(name))).toBe(
      true,
    );
  });

  it("links each relationship to itself and to what it leads to", () => {
    const { relationships, links } = emptyObject(type);
    expect(links.self).toBe(`https://pay.example/api/${type}/xYZkjABcde`);
    for (const [name, relationship] of Object.entries(relationships)) {
      expect(relationship).toEqual({
        links: {
          self: `https://pay.example/api/${type}/xYZkjABcde/relationships/${name}`,
          related: `https://pay.example/api/${type}/xYZkjABcde/${name}`,
        },
      });
    }
  });

  it.skipIf(!existsSync(SEEDS))("has the list that the documents themselves show", () => {
    if (!isShown(type)) return expect(type).toBe("wire_transfers");
    const shown = { attributes: new Set<string>(), relationships: new Set<string>() };
    for (const file of FILES[type]) {
      const text = readFileSync(new URL(file, SEEDS), "utf8");
      const answer = text.slice(text.indexOf("201 Created"));
      const start = answer.indexOf("{");
      const document = JSON.parse(answer.slice(start, balancedEnd(answer, start)));
      for (const name of Object.keys(document.data.attributes)) shown.attributes.add(name);
      for (const name of Object.keys(document.data.relationships)) shown.relationships.add(name);
    }
    expect([...shown.attributes].sort()).toEqual([...members.attributes].sort());
    expect([...shown.relationships].sort()).toEqual([...members.relationships].sort());
  });
});

function balancedEnd(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === "{") depth += 1;
    if (text[index] === "}") depth -= 1;
    if (depth === 0) return index + 1;
  }
  throw new Error("The document has no end.");
}
