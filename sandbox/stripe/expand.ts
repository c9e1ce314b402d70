/**
 * `expand[]`: ids replaced by the objects they name, along dotted paths, up to four levels deep.
 */
import type { Account } from "./account";
import { invalidParameter } from "./errors";

const DEPTH_MAX = 4;
/** A list inside of an object shows its newest only. */
const INNER_LIST_MAX = 10;

/** Members that are ids of objects, and where those are kept. */
const EXPANDABLE = {
  customer: "customers",
  payment_method: "paymentMethods",
  latest_charge: "charges",
  charge: "charges",
  payment_intent: "intents",
  balance_transaction: "balanceTransactions",
  source: "charges",
} as const satisfies Record<string, keyof Account>;

type Plain = Record<string, unknown>;

/** A copy of `object` with every path of `paths` expanded; null members stay null. */
export function expand(account: Account, object: object, paths: readonly string[]): object {
  const copy: Plain = { ...object };
  for (const path of paths) {
    const parts = path.split(".");
    if (parts.length > DEPTH_MAX) {
      throw invalidParameter("expand", `You cannot expand more than ${DEPTH_MAX} levels: ${path}`);
    }
    expandPath(account, copy, parts, path);
  }
  return copy;
}

function expandPath(account: Account, target: Plain, parts: string[], path: string): void {
  const [name = "", ...rest] = parts;
  if (target.object === "list" && name === "data" && Array.isArray(target.data)) {
    target.data = target.data.map((item: Plain) => {
      const copy = { ...item };
      expandPath(account, copy, rest, path);
      return copy;
    });
    return;
  }
  if (name === "refunds" && target.object === "charge") {
    target.refunds = refundsOf(account, String(target.id));
    return;
  }
  const value = target[name];
  if (value === null) return;
  const full = typeof value === "string" ? find(account, name, value) : value;
  if (typeof full !== "object" || full === null) throw notExpandable(path);
  const copy: Plain = { ...full };
  target[name] = copy;
  if (rest.length > 0) expandPath(account, copy, rest, path);
}

function find(account: Account, name: string, id: string): object | undefined {
  const kind = Object.entries(EXPANDABLE).find(([member]) => member === name)?.[1];
  return kind === undefined ? undefined : account[kind].get(id);
}

function refundsOf(account: Account, chargeId: string): object {
  const data = account.refunds.list().filter((refund) => refund.charge === chargeId);
  const shown = data.reverse().slice(0, INNER_LIST_MAX);
  const url = `/v1/charges/${chargeId}/refunds`;
  return { object: "list", data: shown, has_more: data.length > shown.length, url };
}

function notExpandable(path: string): Error {
  const message = `This property cannot be expanded (${path}).`;
  return invalidParameter("expand", message);
}
