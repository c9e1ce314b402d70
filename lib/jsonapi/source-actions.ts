import type { Deps } from "../deps";
import type { PaymentSourceType } from "../gateway-types";
import type { Json, JsonObject } from "../json";
import { changeAmount } from "../payments/change-amount";
import { createPaymentSource } from "../payments/create-payment-source";
import type { PaymentSource } from "../payments/payment-source";
import { authorizeOrder } from "../payments/place-order";
import { syncSource } from "../payments/refresh-payment";
import { updatePaymentSource } from "../payments/update-payment-source";
import { err, ok, type Result } from "../result";
import { decryptOrEmpty } from "../secrets";
import { aboutOrder, recordNotFound, relationshipError } from "./api-error";
import { computed } from "./attributes";
import { firstRefusal, rehearsalOf } from "./rehearsal";
import type { ActionError, ActionResult, ApiContext, Attribute, Reference, Row } from "./resource";
import { sourcesOf } from "./scopes";
import { clientTextsOf, saveTexts } from "./text-store";

/**
 * What the three payment sources share: their one table, and the use cases behind create and
 * update.
 */

export const SOURCE_TABLE = {
  table: "payment_sources",
  joins: 'JOIN "orders" po ON po."id" = t."order_id"',
  columns: { order_total_minor: 'po."total_minor"' },
  scope: sourcesOf,
  decodes: ["attributes", "secrets_encrypted", "mode"],
  decode: (row: Row): Row => {
    const sealed = row.secrets_encrypted;
    const secrets = typeof sealed === "string" ? decryptOrEmpty(sealed) : {};
    return { ...row, attributes: { ...objectOf(row.attributes), ...secrets } };
  },
} as const;

const objectOf = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** One of the attributes that belong to one provider. */
export const kept = (type: Attribute["type"]): Attribute => ({
  type,
  columns: ["attributes"],
  read: (row, _view, name) => objectOf(row.attributes)[name] ?? null,
});

/** True when the order's amount is no longer what this source was made for. */
export const mismatchedAmounts: Attribute = computed(
  "boolean",
  ["amount_minor", "order_total_minor"],
  (row) => row.amount_minor !== row.order_total_minor,
);

/**
 * A source that a use case has just answered, as its row: it was made for the order's present
 * total.
 */
const rowOf = (source: PaymentSource): Row => ({
  id: source.id,
  attributes: source.attributes,
  secrets_encrypted: null,
  instrument: source.instrument,
  amount_minor: source.amount.amountMinor,
  order_total_minor: source.amount.amountMinor,
  created_at: source.createdAt.toISOString(),
  updated_at: source.updatedAt.toISOString(),
  reference: source.clientReference,
  reference_origin: source.referenceOrigin,
  metadata: source.metadata,
});

type Given = {
  attributes: Readonly<Record<string, unknown>>;
  references: Partial<Record<string, Reference | null>>;
};

const COMMON: ReadonlySet<string> = new Set(["reference", "reference_origin", "metadata"]);

/** What is the provider's to judge: neither common to all resources nor an action. */
function providersOwn(given: Given): JsonObject {
  const own = Object.entries(given.attributes).filter(
    ([name, value]) => !COMMON.has(name) && !name.startsWith("_") && value !== null,
  );
  return Object.fromEntries(own) as JsonObject; // Came as JSON, and passed its schemas.
}

const metadataOf = ({ attributes }: Given): { metadata?: JsonObject } =>
  "metadata" in attributes ? { metadata: (attributes.metadata ?? {}) as JsonObject } : {};

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

export async function createSource(
  type: PaymentSourceType,
  given: Given,
  context: ApiContext,
): ActionResult {
  const orderId = given.references.order?.id ?? "";
  const made = await createPaymentSource(context.deps, {
    orderId,
    type,
    attributes: providersOwn(given),
    ...metadataOf(given),
    reference: textOf(given.attributes.reference),
    referenceOrigin: textOf(given.attributes.reference_origin),
    idempotencyKey: context.idempotencyKey,
  });
  if (!made.ok) return err(aboutOrder(made.error));
  return ok({ id: made.value.id, row: rowOf(made.value) });
}

type Step = () => Promise<Result<unknown, ActionError>>;

/**
 * Values first, then `_update`, then `_authorize`, then `_details` or `_refresh`; refused before any of them, unless only
 * its provider could tell. A decline is what the source then says, not an error: clients read `payment_response` and try
 * another card.
 */
export async function updateSource(
  source: { type: PaymentSourceType; id: string },
  given: Given,
  context: ApiContext,
): ActionResult {
  const { deps } = context;
  const state = await deps.payments.find({ sourceId: source.id });
  const order = state?.order;
  if (!order || !state.sources.some(({ id, type }) => id === source.id && type === source.type)) {
    return err({ code: "refused", errors: [recordNotFound(source.id)] });
  }
  const { _authorize, _update, reference, reference_origin } = given.attributes;
  if ((_authorize || _update) && order.paymentSourceId !== source.id) {
    const title = `has a newer payment source, which is the one to ${_authorize ? "authorize" : "update"}`;
    return err({ code: "refused", errors: [relationshipError("order", title, "not_newest")] });
  }
  const texts = clientTextsOf({
    ...(reference === undefined ? {} : { reference: textOf(reference) }),
    ...(reference_origin === undefined ? {} : { reference_origin: textOf(reference_origin) }),
  });
  const of = { sourceId: source.id, orderId: order.id };
  const steps = stepsOf(of, given, deps);
  if (steps.length + (texts ? 1 : 0) > 1) {
    const rehearsal = rehearsalOf({ editable: null, payable: state }, deps);
    const refusal = await firstRefusal(rehearsal, stepsOf(of, given, rehearsal.deps));
    if (refusal) return err(refusal);
  }
  if (texts) {
    const at = { by: deps.by, now: deps.clock.now() };
    await saveTexts({ table: "payment_sources", ...source }, texts, at);
  }
  for (const step of steps) {
    const done = await step();
    if (!done.ok) return done;
  }
  return ok({ id: source.id });
}

function stepsOf(
  { sourceId, orderId }: { sourceId: string; orderId: string },
  given: Given,
  deps: Deps,
): readonly Step[] {
  const { _authorize, _details, _refresh, _update, session_id } = given.attributes;
  const attributes = providersOwn(given);
  const changed = { sourceId, attributes, ...metadataOf(given) };
  const hasValues = Object.keys(attributes).length > 0 || "metadata" in given.attributes;
  const authorize: Step = async () => {
    const authorized = await authorizeOrder(deps, { orderId });
    const isDeclined = !authorized.ok && authorized.error.code === "payment_declined";
    return isDeclined ? ok(null) : authorized;
  };
  return [
    ...(hasValues ? [() => updatePaymentSource(deps, changed)] : []),
    ...(_update ? [() => changeAmount(deps, { sourceId })] : []),
    ...(_authorize ? [authorize] : []),
    ...(_details || _refresh
      ? [() => syncSource(deps, { sourceId, sessionId: textOf(session_id) })]
      : []),
  ];
}
