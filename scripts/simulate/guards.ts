/** One guard of the source, and the source without it. `removed` stands where `guard` stood, exactly once in the file. */
export type Guard = { name: string; path: string; guard: string; removed: string };

/** What keeps money from moving twice or getting lost. Each is there for a reason that the simulation must know. */
export const GUARDS: readonly Guard[] = [
  {
    name: "a live attempt holds its order",
    path: "lib/payments/decide-attempt.ts",
    guard: "  if (live) return holdOrSupersede(live);\n",
    removed: "",
  },
  {
    name: "the same form is one attempt",
    path: "lib/payments/decide-attempt.ts",
    guard:
      '  if (repeated) return ok({ changes: [], value: { kind: "held", transaction: repeated } });\n',
    removed: "",
  },
  {
    name: "the call's row is committed first",
    path: "lib/payments/decide-attempt.ts",
    guard: '    { kind: "call_started", call },\n',
    removed: "",
  },
  {
    name: "what is settled stays",
    path: "lib/payments/decide-settlement.ts",
    guard: "  if (!isUnsettled(before.status)) {",
    removed: "  if (before.status === 'failed') {",
  },
  {
    name: "another amount is never placed",
    path: "lib/payments/decide-settlement.ts",
    guard:
      "        after.amount.amountMinor === order.totalMinor && after.amount.currency === order.currency;",
    removed: "        after.amount.currency === order.currency;",
  },
  {
    name: "a decline lets the order go",
    path: "lib/payments/settlement-step.ts",
    guard: '      live: before.live && next !== "declined" && next !== "failed",',
    removed: "      live: before.live,",
  },
  {
    name: "an operation never exceeds its balance",
    path: "lib/payments/decide-operation.ts",
    guard: "  if (availableMinor === 0 || amountMinor > availableMinor) {",
    removed: "  if (amountMinor < 0) {",
  },
  {
    name: "what may have happened counts as spent",
    path: "lib/payments/balances.ts",
    guard: '  status !== "declined" && status !== "failed";',
    removed: '  status === "succeeded";',
  },
  {
    name: "nothing is captured once it is voided",
    path: "lib/payments/balances.ts",
    guard: '  if (countOf(transactions, authorization, "void") > 0) return 0;\n',
    removed: "",
  },
  {
    name: "the same key is one operation",
    path: "lib/payments/decide-operation.ts",
    guard:
      "  if (repeated) return isSameRequest(repeated, input) ? again(repeated) : conflict();\n",
    removed: "",
  },
  {
    name: "a call is repeated under its own key",
    path: "lib/payments/sync-transaction.ts",
    guard: "    : provider.authorize(door.call(call.id), told);",
    removed: "    : provider.authorize(door.call(deps.ids.call()), told);",
  },
  {
    name: "a call is repeated only while its key is known",
    path: "lib/payments/sync-transaction.ts",
    guard: "  if (ageMs > windowHours * HOUR_MS) return null;\n",
    removed: "",
  },
  {
    name: "a repetition that never left proves nothing",
    path: "lib/payments/sync-transaction.ts",
    guard: '  if (!answer.ok && answer.error.code === "provider_unreachable") {',
    removed: "  if (deps.settings.appUrl === '') {",
  },
  {
    name: "money that nobody waits for is given back",
    path: "lib/payments/follow-up.ts",
    guard: "(releaseOf(state, after) ?? autoCaptureOf(state, after, parts))",
    removed: "autoCaptureOf(state, after, parts)",
  },
  {
    name: "what is late for a cancelled order is given back",
    path: "lib/payments/follow-up.ts",
    guard: '      (!each.live || after.order.status === "cancelled"),',
    removed: "      !each.live,",
  },
  {
    name: "only what is signed is an event",
    path: "lib/webhooks/receive-webhook.ts",
    guard: "  const parsed = door.provider.parseWebhook(door.config, input.webhook);",
    removed:
      "  const unsigned = door.provider.readEvent(input.webhook.body);\n  if (!unsigned) throw new Error('unreadable');\n  const parsed = { ok: true as const, value: unsigned };",
  },
  {
    name: "a claim settles what it names and nothing else",
    path: "lib/webhooks/apply-webhook.ts",
    guard: "retrieve ? askedAboutBy(state, event) : claimedBy(state, event)",
    removed: "askedAboutBy(state, event)",
  },
  {
    name: "an event that comes before its payment is kept for later",
    path: "lib/webhooks/apply-webhook.ts",
    guard: 'retrieve ? "not_ours" : "open"',
    removed: '"not_ours"',
  },
  {
    name: "one event has one line",
    path: "lib/webhooks/apply-webhook.ts",
    guard: "  if (isMine && !isOpen && orderId)",
    removed: "  if (!isOpen && orderId)",
  },
  {
    name: "a refusal to continue leaves the attempt",
    path: "lib/payments/continue-attempt.ts",
    guard:
      '  if (!answer.ok && answer.error.code !== "provider_indeterminate") return err(answer.error);',
    removed:
      '  if (!answer.ok && answer.error.code === "provider_rejected_request") return err(answer.error);',
  },
  {
    name: "an operation is known by its own name",
    path: "lib/payments/operation-lookup.ts",
    guard: "  return listed.find((each) => each.ourReference === name);",
    removed:
      "  void name;\n  return listed.find((each) => each.amountMinor === transaction.amount.amountMinor);",
  },
  {
    name: "an attempt is asked about by its own payment",
    path: "lib/payments/sync-transaction.ts",
    guard: "  (door.provider.capabilities.clientConfirmation ? source.reference : null);",
    removed: "  source.reference;",
  },
  {
    name: "a source that was authorized is spent",
    path: "lib/payments/decide-attempt.ts",
    guard:
      '  if (isSpent(state, input)) return err({ code: "order_incomplete", missing: ["payment_source"] });\n',
    removed: "",
  },
  {
    name: "opened pages do not use the schedule up",
    path: "lib/payments/check-schedule.ts",
    guard: "  const atMs = CHECKS_AT_MS.find((each) => each > ageMs);",
    removed:
      "  const atMs = ageMs > 60_000 ? undefined : CHECKS_AT_MS.find((each) => each > ageMs);",
  },
  {
    name: "what a webhook settled first is placed all the same",
    path: "lib/payments/place-order.ts",
    guard: "  if (!places || !isLeft) return answerOf(settled);\n",
    removed: "  return answerOf(settled);\n",
  },
  {
    name: "a repeated call says the same bytes",
    path: "lib/payments/call-document.ts",
    guard: "  return call.document ?? deps",
    removed: "  if (true) return make();\n  return call.document ?? deps",
  },
  {
    name: "an open circuit lets no attempt begin",
    path: "lib/payments/run-attempt.ts",
    guard:
      '  if (gateway && !(await isAdmitted(deps, gateway, "attempt"))) return err(circuitOpen(gateway));\n',
    removed: "",
  },
  {
    name: "nothing begins before the merchant has accepted it",
    path: "lib/payments/merchants-veto.ts",
    guard:
      '  const veto = wanted.value.value.kind === "begun" ? await merchantsVeto(deps, from) : null;\n',
    removed: "  const veto = null;\n",
  },
  {
    name: "nothing begins on an order that has moved on since",
    path: "lib/payments/merchants-veto.ts",
    guard: "      state.order.version === version\n",
    removed: "      version >= 0\n",
  },
  {
    name: "a payment holds its order still",
    path: "lib/orders/refuse-edit.ts",
    guard: "  return isEditable(status) && !isHeld ? null",
    removed: "  void isHeld;\n  return isEditable(status) ? null",
  },
  {
    name: "a placed order is mended, not sold anew",
    path: "lib/orders/apply-edit.ts",
    guard: '  if (order.status === "editing") return asItWasPlaced(state, edit);\n',
    removed: "",
  },
  {
    name: "an order that is placed again is not told of again",
    path: "lib/payments/outgoing-events.ts",
    guard: " || wasEdited ? null",
    removed: " ? null",
  },
  {
    name: "a paid order is told of once",
    path: "lib/payments/outgoing-events.ts",
    guard: "    isPaid(after) && !isPaid(before) ? (",
    removed: "    isPaid(after) ? (",
  },
];

/** The source without its guard. Throws where the guard is not there exactly once: the list is then out of date. */
export function without({ name, guard, removed, path }: Guard, source: string): string {
  const parts = source.split(guard);
  if (parts.length !== 2) throw new Error(`"${name}" is not there once in ${path}.`);
  return parts.join(removed);
}
