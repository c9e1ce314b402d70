// The steps of one request, gone through on paper before the first of them is taken: the same use cases, on stores that write nothing.
import type { AnyProvider, Deps } from "../deps";
import { applyEdit } from "../orders/apply-edit";
import { editInTurns } from "../orders/edit-in-turns";
import type { EditableOrder, Order } from "../orders/order";
import { taxedParts } from "../orders/order-attributes";
import type { OrderEdit, OrderStore } from "../orders/store";
import { applyChanges } from "../payments/apply-changes";
import { changeInTurns } from "../payments/change-in-turns";
import { isHeld } from "../payments/deciding";
import type { PaymentChange, PaymentKey, PaymentState, PaymentStore } from "../payments/store";
import type { Result } from "../result";
import type { ActionError } from "./resource";

/** An order as the steps so far leave it. `editable` null: none of them edits it, so that was not read. */
export type Rehearsed<E = EditableOrder | null> = { editable: E; payable: PaymentState };

export type Rehearsal = {
  deps: Deps;
  now: () => Rehearsed;
  /** True once somebody outside would be asked: nobody knows what they will say, so nothing after that is tried. */
  isUncertain: () => boolean;
  /** What refuses the next step; null: nothing that is known yet. */
  refusalOf: (step: () => Promise<Result<unknown, ActionError>>) => Promise<ActionError | null>;
};

export function rehearsalOf(from: Rehearsed, deps: Deps): Rehearsal {
  const stage: Stage = { now: from, ...outside() };
  return {
    deps: {
      ...deps,
      orders: ordersOn(stage, deps.orders),
      payments: paymentsOn(stage, deps.payments),
      providers: (type) => unasked(deps.providers(type), stage.ask),
      validateOrder: stage.ask,
      // It would go to whoever is not asked.
      documentOf: async () => ({}),
    },
    now: () => stage.now,
    isUncertain: stage.isAsked,
    refusalOf: async (step) => {
      if (stage.isAsked()) return null;
      const tried = await Promise.race([step(), stage.asked]);
      return tried === null || tried.ok ? null : tried.error;
    },
  };
}

/** The first refusal of steps that are taken one after the other; null: none that is known yet. */
export async function firstRefusal(
  { refusalOf }: Rehearsal,
  steps: readonly (() => Promise<Result<unknown, ActionError>>)[],
): Promise<ActionError | null> {
  for (const step of steps) {
    const refusal = await refusalOf(step);
    if (refusal) return refusal;
  }
  return null;
}

type Stage = { now: Rehearsed } & ReturnType<typeof outside>;

/** Whoever asks somebody outside waits for ever, and the rehearsal ends there. */
function outside() {
  let isAsked = false;
  let end: (value: null) => void = () => {};
  const asked = new Promise<null>((done) => {
    end = done;
  });
  const ask = (): Promise<never> => {
    isAsked = true;
    end(null);
    return new Promise<never>(() => {});
  };
  return { asked, ask, isAsked: () => isAsked };
}

const ordersOn = (stage: Stage, orders: OrderStore): OrderStore => {
  const read = async () => editableAt(stage);
  return {
    ...orders,
    create: stage.ask,
    createAddress: stage.ask,
    find: read,
    change: (_from, _by, _now, decide, scope = "open") =>
      editInTurns(
        { from: editableAt(stage), scope, decide },
        {
          read,
          write: async (editable, edit) => {
            stage.now = afterEdit({ ...stage.now, editable }, edit);
            return true;
          },
        },
      ),
  };
};

function editableAt({ now: { editable } }: Pick<Stage, "now">): EditableOrder {
  if (!editable) throw new Error("A step edits an order that was not read.");
  return editable;
}

const paymentsOn = (stage: Stage, payments: PaymentStore): PaymentStore => ({
  ...payments,
  find: async (key) =>
    isOf(stage.now.payable, key) ? stage.now.payable : await payments.find(key),
  change: (_from, _by, _now, decide) =>
    changeInTurns(stage.now.payable, decide, {
      read: async () => stage.now.payable,
      write: async (_state, changes) => {
        // What is written ahead of a call is followed by the call.
        if (changes.some(({ kind }) => kind === "call_started")) return stage.ask();
        stage.now = afterPayment(stage.now, changes);
        return true;
      },
    }),
  keepDocument: stage.ask,
  changeCircuit: stage.ask,
});

const isOf = ({ order, sources }: PaymentState, key: PaymentKey): boolean => {
  if ("orderId" in key) return key.orderId === order.id;
  if ("orderToken" in key) return key.orderToken === order.token;
  return "sourceId" in key && sources.some(({ id }) => id === key.sourceId);
};

const unasked = (provider: AnyProvider, ask: () => Promise<never>): AnyProvider => ({
  ...provider,
  ...{ prepare: ask, authorize: ask, capture: ask, void: ask, refund: ask },
  ...{ retrieve: ask, cancel: ask, registerWebhook: ask },
  ...(provider.openSession ? { openSession: ask } : {}),
  ...(provider.changeAmount ? { changeAmount: ask } : {}),
  ...(provider.check ? { check: ask } : {}),
});

const chosen = <T>(wanted: T | undefined, before: T): T => (wanted === undefined ? before : wanted);

function afterEdit({ editable, payable }: Rehearsed<EditableOrder>, edit: OrderEdit): Rehearsed {
  const { lines, totals, ships, ...edited } = applyEdit(editable, edit);
  const { order: before } = editable;
  const { currency, taxRate, taxIncluded } = edit.terms ?? before;
  const order: Order = {
    ...{ ...before, ...totals, ...edited, currency, taxRate, taxIncluded },
    attributes: { ...before.attributes, ...edit.texts?.attributes },
    shippingAddressId: chosen(edit.shippingAddressId, before.shippingAddressId),
    billingAddressId: chosen(edit.billingAddressId, before.billingAddressId),
    paymentMethodId: chosen(edit.paymentMethodId, before.paymentMethodId),
  };
  const isOffered = editable.deliveryMethods.some((method) => method.currency === currency);
  const { status, paymentStatus, email } = edited;
  const { subtotalMinor, shippingMinor, ...charged } = totals;
  const priced = { subtotalMinor, shippingMinor, taxRate, taxIncluded };
  return {
    editable: { ...editable, order, lines },
    payable: {
      ...payable,
      order: {
        ...{ ...payable.order, status, paymentStatus, email, currency, ships },
        ...charged,
        pricing: { ...priced, ...taxedParts(order.attributes) },
        paymentMethodId: order.paymentMethodId,
        linesCount: lines.length,
        hasShippingAddress: order.shippingAddressId !== null,
        hasBillingAddress: order.billingAddressId !== null,
        isDeliveryChosen: !ships || order.deliveryMethodId !== null || !isOffered,
      },
    },
  };
}

function afterPayment(
  { editable, payable: before }: Rehearsed,
  changes: readonly PaymentChange[],
): Rehearsed {
  const payable = applyChanges(before, changes);
  const { status, paymentStatus, paymentMethodId } = payable.order;
  const { paymentMethodMinor, taxMinor, totalMinor } = payable.order;
  const charged = { paymentMethodMinor, taxMinor, totalMinor };
  return {
    editable: editable && {
      ...editable,
      order: { ...editable.order, status, paymentStatus, paymentMethodId, ...charged },
      isHeld: isHeld(payable),
    },
    payable,
  };
}
