// The simulated bank as the provider contract sees it from behind: no network, nothing virtual. For tests only.
import type { BookEntry, ContractBench, WebhookReceiver } from "@/lib/providers/contract-sandbox";
import { until } from "@/lib/providers/contract-sandbox";
import { err, ok } from "@/lib/result";
import { Bank } from "./bank";
import { BANK_ORIGIN, type BankPayment } from "./bank-payment";
import { ACTS, errorOf, type Fault } from "./faults";
import type { BankEvent, BankReply } from "./ledger";
import type { Line } from "./simulated-provider";
import { type BankType, TRAITS } from "./traits";
import { type SignedWebhook, signed } from "./webhook";

const SECRET = "whsec";

/** A bank, the road to it, and its back door. */
export function openBench(type: BankType): { line: Line; bench: ContractBench } {
  const receivers = new Set<SignedWebhook[]>();
  const faults: { operation: string; kind: Fault }[] = [];
  const bank = new Bank(TRAITS[type], {
    nowMs: () => Date.now(),
    later: (work) => void setTimeout(work, 1),
    whenExpired: () => {},
    isRefusedLater: () => false,
    isChallengedLater: () => false,
    tell: (event: BankEvent) => {
      for (const received of receivers) received.push(signed(event, SECRET, Date.now()));
    },
  });
  const line: Line = {
    secretOf: bank.secretOf,
    ask: async (_config, lookup) => ok(bank.find(lookup)),
    send: async (_config, key, request) => {
      const at = faults.findIndex(({ operation }) => operation === request.operation);
      const fault = faults.splice(at, at < 0 ? 0 : 1)[0]?.kind ?? null;
      let reply: BankReply = { kind: "error" };
      if (fault === "error_before") reply = bank.fail(key, request);
      else if (!fault || ACTS[fault]) {
        reply = bank.act(key, request, fault === "wrong_amount" ? 100 : 0);
      }
      const error = fault && errorOf(fault);
      return error ? err(error) : ok(reply);
    },
  };
  return {
    line,
    bench: {
      origin: BANK_ORIGIN,
      clearFaults: async () => void faults.splice(0),
      breakNext: async (operation, kind) => void faults.push({ operation, kind: kind as Fault }),
      book: async (reference) => bookOf(bank, reference),
      answerChallenge: async (url, outcome) => {
        const back = bank.answerChallenge(url.split("/").at(-1) ?? "", outcome);
        if (back === null) throw new Error("There is no such page.");
        return back;
      },
      openReceiver: async (): Promise<WebhookReceiver> => {
        const received: SignedWebhook[] = [];
        receivers.add(received);
        return {
          url: "https://shop.test/webhooks",
          received,
          until: (fits) =>
            until(() => received.find(({ body }) => fits(new TextDecoder().decode(body))) ?? null),
          close: () => void receivers.delete(received),
        };
      },
    },
  };
}

function bookOf(bank: Bank, ourReference: string): BookEntry[] {
  const own = [...bank.payments.values()].filter((each) => each.ourReference === ourReference);
  return own.flatMap((payment) => {
    const { currency } = payment.amount;
    const entry = (kind: string, amountMinor: number) => ({
      paymentId: payment.reference,
      kind,
      amountMinor,
      currency,
      metadata: {},
    });
    const done = payment.operations.filter(({ status }) => status === "succeeded");
    return [
      ...(isTaken(payment) ? [entry("authorization", payment.amount.amountMinor)] : []),
      ...done.map(({ kind, amountMinor }) => entry(kind, amountMinor)),
    ];
  });
}

const isTaken = ({ status }: BankPayment): boolean => status === "held";
