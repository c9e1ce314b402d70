import "server-only";
import type { Guard, Write } from "../db/write";
import type { Actor } from "../deps";
import type { Ids } from "../ids";
import type { JsonObject } from "../json";
import { applyEdit, type EditedOrder, soldAs } from "./apply-edit";
import { editEvent } from "./edit-event";
import type { Address, EditableOrder, LineItem } from "./order";
import type { NewOrder, OrderEdit, SkuOffer } from "./store";

type Context = { by: Actor; now: Date; ids: Ids };

const event = (
  context: Context,
  from: {
    name: string;
    resourceType: string;
    resourceId: string;
    orderId: string | null;
    changes: JsonObject;
  },
): Write => ({
  insert: "events",
  row: {
    ...from,
    occurredAt: context.now,
    actorKind: context.by.kind,
    actorId: context.by.id,
    traceId: context.by.traceId,
  },
});

export function createWrites(order: NewOrder, context: Context): Write[] {
  const { terms, email: _, ...rest } = order;
  const { now } = context;
  return [
    {
      insert: "orders",
      row: {
        ...rest,
        marketId: terms.marketId,
        currencyCode: terms.currency,
        taxIncluded: terms.taxIncluded,
        taxRate: terms.taxRate,
        metadata: { ...rest.metadata },
        attributes: { ...rest.attributes },
        status: "draft",
        paymentStatus: "unpaid",
        createdAt: now,
        updatedAt: now,
      },
    },
    event(context, {
      name: "order.created",
      resourceType: "orders",
      resourceId: order.id,
      orderId: order.id,
      changes: { status: [null, "draft"], currency_code: terms.currency },
    }),
  ];
}

export function addressWrite(address: Address & { apiClientId: string | null }, now: Date): Write {
  const { metadata, ...rest } = address;
  return {
    insert: "addresses",
    row: { ...rest, metadata: { ...metadata }, createdAt: now, updatedAt: now },
  };
}

/** Every row that an edit touches, and what changes of the order itself: totals and status included. */
export function editWrites(
  document: EditableOrder,
  edit: OrderEdit,
  context: Context,
): { writes: Write[]; set: Guard["set"] } {
  const { order } = document;
  const { now, by } = context;
  const edited = applyEdit(document, edit);
  const apiClientId = by.kind === "api_client" ? by.id : null;
  const writes = [
    ...(edit.addAddresses ?? []).map((address) => addressWrite({ ...address, apiClientId }, now)),
    ...lineWrites(document, edit, context),
    ...shipmentWrites(document, edited, context),
    event(context, editEvent(order, edit, edited)),
  ];
  const { terms } = edit;
  const set = {
    ...edited.totals,
    status: edited.status,
    paymentStatus: edited.paymentStatus,
    ...(terms
      ? { currencyCode: terms.currency, taxRate: terms.taxRate, taxIncluded: terms.taxIncluded }
      : {}),
    ...withoutUndefined({
      shippingAddressId: edit.shippingAddressId,
      billingAddressId: edit.billingAddressId,
      paymentMethodId: edit.paymentMethodId,
    }),
    ...withoutUndefined({ ...edit.texts }),
    ...(edit.texts?.attributes
      ? { attributes: { ...order.attributes, ...edit.texts.attributes } }
      : {}),
    updatedAt: now,
  };
  return { writes, set };
}

const withoutUndefined = (row: Record<string, unknown>): Record<string, never> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Record<
    string,
    never
  >;

function lineWrites(document: EditableOrder, edit: OrderEdit, context: Context): Write[] {
  const currencyCode = edit.terms?.currency ?? document.order.currency;
  const { now } = context;
  const added = (edit.addLines ?? []).map((line) => ({
    insert: "line_items" as const,
    row: lineRow(line, { orderId: document.order.id, currencyCode, now }),
  }));
  const changed = (edit.changeLines ?? []).flatMap((change) => {
    const line = document.lines.find((each) => each.id === change.id);
    if (!line) return [];
    const quantity = change.quantity ?? line.quantity;
    const unitMinor = change.unitMinor ?? line.unitMinor;
    const { texts } = change;
    const set = {
      // Struck through in one currency, it says nothing in another.
      ...(edit.terms && edit.terms.currency !== document.order.currency
        ? { compareAtMinor: null }
        : {}),
      ...(change.sku ? skuRow(change.sku) : {}),
      ...texts,
      ...(texts?.metadata ? { metadata: { ...texts.metadata } } : {}),
      quantity,
      unitMinor,
      totalMinor: quantity * unitMinor,
      currencyCode,
      updatedAt: now,
    };
    return [{ update: "line_items" as const, id: line.id, set }];
  });
  const removed = (edit.removeLines ?? []).map((id) => ({ remove: "line_items" as const, id }));
  return [...added, ...changed, ...removed];
}

function skuRow(sku: SkuOffer) {
  const { ships: _, ...row } = soldAs(sku);
  return { ...row, itemType: "skus" };
}

function lineRow(line: LineItem, order: { orderId: string; currencyCode: string; now: Date }) {
  const { ships: _, metadata, ...rest } = line;
  const { now, ...ofOrder } = order;
  return {
    ...rest,
    ...ofOrder,
    metadata: { ...metadata },
    itemType: line.skuId ? "skus" : null,
    totalMinor: line.quantity * line.unitMinor,
    updatedAt: now,
  };
}

/** One parcel, as soon as something travels: how it travels is chosen by it. */
function shipmentWrites(
  document: EditableOrder,
  { deliveryMethodId: methodId, ships }: EditedOrder,
  context: Context,
): Write[] {
  const { order, shipmentId } = document;
  const { now, ids } = context;
  if (shipmentId) {
    if (methodId === order.deliveryMethodId) return [];
    return [
      { update: "shipments", id: shipmentId, set: { shippingMethodId: methodId, updatedAt: now } },
    ];
  }
  if (!ships) return [];
  const row = {
    id: ids.resource(),
    orderId: order.id,
    shippingMethodId: methodId,
    status: "draft",
    createdAt: now,
    updatedAt: now,
  };
  return [{ insert: "shipments", row }];
}
