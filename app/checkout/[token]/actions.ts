"use server";

import { randomUUID } from "node:crypto";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { addressOfValues, fieldOfPath } from "@/components/checkout/address-values";
import {
  checkAddress,
  checkEmail,
  type FieldIssue,
  readAddress,
} from "@/components/checkout/contact-check";
import type { ContactState, DeliveryState } from "@/components/checkout/form-state";
import { DELIVERY } from "@/components/checkout/messages";
import type { PayState } from "@/components/checkout/pay-state";
import { withWords } from "@/components/checkout/told-problem";
import { isSameOrigin } from "@/lib/actions/same-origin";
import type { UseCaseError } from "@/lib/errors";
import type { CheckoutView } from "@/lib/orders/checkout-view";
import { chooseDelivery } from "@/lib/orders/choose-delivery";
import { saveContact } from "@/lib/orders/save-contact";
import { parts } from "@/lib/parts";
import { findCheckout } from "@/lib/payments/checkout-queries";
import { payOrder } from "@/lib/payments/pay-order";
import {
  attributesOf,
  fieldOfMethod,
  issuesOfPayForm,
  type PayFormInput,
  readPayForm,
} from "./pay-form-input";
import { answerOf } from "./pay-outcome";

const isOurs = async () => isSameOrigin(await headers());
const pageOf = (token: string) => `/checkout/${encodeURIComponent(token)}`;

const contactSchema = z.object({ order: z.string().min(1).max(200), email: z.string().max(254) });
const deliverySchema = z.object({
  order: z.string().min(1).max(200),
  method: z.string().max(64).optional(),
});

/** Which problem a use case's error is to a form that only saves. */
const problemOf = ({ code }: UseCaseError) =>
  code === "order_not_editable" || code === "attempt_running" ? "held" : "failed";

/** First step: who buys, and where it goes. The bill's address is chosen with the payment and stays. */
export async function saveContactAction(
  previous: ContactState,
  form: FormData,
): Promise<ContactState> {
  const address = readAddress(form);
  const input = contactSchema.safeParse(Object.fromEntries(form));
  const state: ContactState = {
    attempt: previous.attempt + 1,
    issues: [],
    problem: null,
    email: String(form.get("email") ?? ""),
    address,
  };
  if (!(await isOurs())) return { ...state, problem: "foreign" };
  const emailError = checkEmail(state.email);
  const issues: FieldIssue[] = [
    ...(emailError === null ? [] : [{ field: "email", message: emailError }]),
    ...checkAddress(address),
  ];
  if (issues.length > 0) return { ...state, issues };
  if (!input.success) return { ...state, problem: "failed" };
  const view = await findCheckout(input.data.order);
  if (view === null) redirect("/");
  const saved = await saveContact(await parts(), {
    token: view.token,
    email: state.email.trim(),
    address: addressOfValues(address),
    billing: view.billingAddress,
  });
  if (saved.ok) redirect(pageOf(view.token));
  if (saved.error.code !== "invalid_input") return { ...state, problem: problemOf(saved.error) };
  const told = saved.error.issues.map(({ path, message }) => ({
    field: fieldOfPath(path),
    message,
  }));
  return { ...state, issues: told };
}

/** Second step: how it comes. */
export async function chooseDeliveryAction(
  previous: DeliveryState,
  form: FormData,
): Promise<DeliveryState> {
  const state: DeliveryState = { attempt: previous.attempt + 1, issues: [], problem: null };
  if (!(await isOurs())) return { ...state, problem: "foreign" };
  const input = deliverySchema.safeParse(Object.fromEntries(form));
  if (!input.success) return { ...state, problem: "failed" };
  const { order: token, method: methodId } = input.data;
  const none: DeliveryState = { ...state, issues: [{ field: "method", message: DELIVERY.none }] };
  if (methodId === undefined) return none;
  const chosen = await chooseDelivery(await parts(), { token, methodId });
  if (chosen.ok) redirect(pageOf(token));
  if (chosen.error.code === "not_found") redirect("/");
  if (chosen.error.code === "invalid_input") return none;
  return { ...state, problem: problemOf(chosen.error) };
}

/** The form as it was sent, under a new nonce: whatever the answer, the next press is a new attempt. */
function askedBy(input: PayFormInput, previous: PayState): PayState {
  return {
    attempt: previous.attempt + 1,
    issues: [],
    problem: null,
    told: null,
    said: null,
    decline: null,
    nonce: randomUUID(),
    totalMinor: input.shown_total,
    totalBeforeMinor: null,
    typed: {
      methodId: input.method ?? null,
      code: input.payment_source_token ?? "",
      isSameBilling: input.same_billing !== undefined,
      billing: input.billing,
    },
  };
}

/** Stores the bill's address where it differs from the order's; an order that stands still keeps the one it has. */
async function saveBilling(
  view: CheckoutView,
  input: PayFormInput,
): Promise<readonly FieldIssue[]> {
  if (view.email === null || view.shippingAddress === null) return [];
  const billing = input.same_billing === undefined ? addressOfValues(input.billing) : null;
  const stored = view.billingAddress === null ? null : { ...view.billingAddress, phone: null };
  if (JSON.stringify(billing) === JSON.stringify(stored)) return [];
  const saved = await saveContact(await parts(), {
    token: view.token,
    email: view.email,
    address: view.shippingAddress,
    billing,
  });
  if (saved.ok || saved.error.code !== "invalid_input") return [];
  return saved.error.issues.map(({ path, message }) => ({ field: fieldOfPath(path), message }));
}

/** The pay button. Pressed twice it pays once: the nonce of the form is the use case's key. */
export async function payAction(previous: PayState, form: FormData): Promise<PayState> {
  return withWords(await pay(previous, form));
}

async function pay(previous: PayState, form: FormData): Promise<PayState> {
  const input = readPayForm(form);
  if (input === null) return { ...previous, attempt: previous.attempt + 1, problem: "foreign" };
  const asked = askedBy(input, previous);
  if (!(await isOurs())) return { ...asked, problem: "foreign" };
  const view = await findCheckout(input.order);
  if (view === null) redirect("/");
  const method = view.paymentMethods.find((one) => one.id === input.method);
  // Paid or held meanwhile, in another tab: the order's own page says so.
  const isPayable = view.step === "payment" || view.step === "bank";
  const isOver = view.step === "expired";
  if (isOver || (method === undefined && !isPayable)) redirect(pageOf(view.token));
  const issues = issuesOfPayForm(input, method);
  const attributes = method === undefined ? null : attributesOf(method, input);
  if (issues.length > 0 || method === undefined || attributes === null) return { ...asked, issues };
  const billingIssues = await saveBilling(view, input);
  if (billingIssues.length > 0) return { ...asked, issues: billingIssues };

  const paid = await payOrder(await parts(), {
    token: view.token,
    paymentMethodId: method.id,
    attributes,
    shownTotalMinor: input.shown_total,
    nonce: input.nonce,
  });
  const answer = answerOf(paid, asked, fieldOfMethod(method));
  if (answer.kind === "stay") {
    refresh(); // The summary beside the form may have changed with it.
    return answer.state;
  }
  const pages = { confirmation: "/confirmation", bank: "/bank", checkout: "" };
  redirect(answer.to === "shop" ? "/" : `${pageOf(view.token)}${pages[answer.to]}`);
}
