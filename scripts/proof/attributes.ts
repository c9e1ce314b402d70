// `npm run test:attributes [-- --only <type>]`: every documented attribute of every resource, tried on the demo shop: returned, taken,
// refused, filtered, sorted and kept from sales channels as documented. Exit code 1 unless all are, but for the exceptions.
import { parseArgs } from "node:util";
import { openApiShop } from "@/tests/api/shop";
import { readCatalogue } from "@/tests/attributes/catalogue";
import { ACTION_EXCEPTIONS, EXCEPTIONS } from "@/tests/attributes/exceptions";
import { inOrderOfNeed } from "@/tests/attributes/fixtures";
import { KINDS, type Tried } from "@/tests/attributes/outcome";
import { tryResource } from "@/tests/attributes/try-resource";
import { complaintsOfActions, MISSING_MAX, verdictOn } from "@/tests/attributes/verdict";
import { worldOf } from "@/tests/attributes/world";

const COMPLAINTS_SHOWN = 400;

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
process.env.LOG_LEVEL ??= "error";
const started = Date.now();
const catalogue = inOrderOfNeed(readCatalogue()).filter(
  ({ type }) => values.only?.includes(type) ?? true,
);
const shop = await openApiShop();
try {
  const { parts } = await import("@/lib/parts");
  const deps = await parts({ kind: "system", id: null, traceId: "0".repeat(64) });
  const world = worldOf(shop, deps);
  const tried: Tried[] = [];
  for (const resource of catalogue) tried.push(await tryResource(world, resource));
  const types = catalogue.map(({ type }) => type);
  const exceptions = EXCEPTIONS.filter(({ type }) => types.includes(type));
  const { missing, ...verdict } = verdictOn(tried, exceptions, catalogue);
  const complaints = [...verdict.complaints, ...complaintsOfActions(tried, ACTION_EXCEPTIONS)];
  printByResource(tried, [...missing.keys()]);
  printByKind(tried);
  for (const complaint of complaints.slice(0, COMPLAINTS_SHOWN)) console.log(complaint);
  const all = catalogue.reduce((sum, { attributes }) => sum + attributes.length, 0);
  const seconds = Math.round((Date.now() - started) / 1_000);
  const covered = `${all - missing.size} of ${all} attributes are as documented`;
  const excepted = `${missing.size} missing, ${MISSING_MAX} may be`;
  console.log(`${covered}; ${excepted}; ${complaints.length} complaints; ${seconds} s.`);
  process.exitCode = complaints.length === 0 && all > 0 ? 0 : 1;
} finally {
  await shop.close();
}
process.exit();

function printByResource(all: readonly Tried[], missing: readonly string[]): void {
  for (const [index, { attributes }] of all.entries()) {
    const { type, attributes: documented } = catalogue[index] ?? { type: "", attributes: [] };
    const absent = missing.filter((name) => name.startsWith(`${type}.`)).length;
    const right = attributes.filter(({ why }) => why === null).length;
    const counts = `${documented.length - absent} of ${documented.length} attributes`;
    console.log(`${type.padEnd(26)} ${counts.padEnd(24)} ${right} of ${attributes.length} checks`);
  }
}

function printByKind(all: readonly Tried[]): void {
  for (const kind of KINDS) {
    const of = all.flatMap(({ attributes }) => attributes.filter((each) => each.kind === kind));
    const right = of.filter(({ why }) => why === null).length;
    console.log(`${kind.padEnd(26)} ${right} of ${of.length}`);
  }
}
