import type { ProviderError } from "@/lib/providers/provider";
import { err, ok, type Result } from "@/lib/result";
import type { BankRequest } from "./bank/bank";
import { ACTS, errorOf, FAULTS, type Fault } from "./bank/faults";
import type { BankReply } from "./bank/ledger";
import type { Line } from "./bank/simulated-provider";
import type { BankType } from "./bank/traits";
import { checkCall } from "./checks/at-call";
import type { Fiber } from "./engine/fiber";
import { START_MS, type World } from "./world";

const TIMEOUT_MS = 10_000;
const OUTAGE_BEGINS_MS = 20_000;
// Only what is asked for can be held wrongly; what can happen more seldom is made likelier.
const FAULTS_OF_OTHERS = FAULTS.filter((fault) => fault !== "wrong_amount");
const FAULTS_OF_AUTHORIZE = [...FAULTS, "wrong_amount"] as const;

/**
 * The network between a node and a bank. What has left a node arrives there, or is lost, whether or not the node lives to
 * see the answer.
 */
export function lineTo(world: World, fiber: Fiber, type: BankType): Line {
  const bank = world.banks[type];
  return {
    secretOf: bank.secretOf,
    send: async (_gateway, key, request) => {
      // A kill here finds the intent written and nothing sent.
      await fiber.sleep(world.random.between(0, 15));
      const fault = faultOf(world, type, request.operation);
      world.tell(() => `→ ${type} ${request.operation} ${key}${fault ? ` (${fault})` : ""}`);
      return send(world, { fiber, type, key, request, fault });
    },
    ask: async (_gateway, lookup) => {
      const fault = faultOf(world, type, "retrieve");
      await fiber.sleep(fault?.startsWith("timeout") ? TIMEOUT_MS : delayOf(world));
      const error = fault && errorOf(fault);
      return error ? err(error) : ok(bank.find(lookup));
    },
  };
}

type Sending = {
  fiber: Fiber;
  type: BankType;
  key: string;
  request: BankRequest;
  fault: Fault | null;
};

async function send(world: World, sending: Sending): Promise<Result<BankReply, ProviderError>> {
  const { fiber, fault } = sending;
  let reply: BankReply = { kind: "error" };
  const error = fault && errorOf(fault);
  const isGivenUp = fault === "slow" || fault?.startsWith("timeout") === true;
  const arrivesMs = fault === "slow" ? world.random.between(9_000, 40_000) : delayOf(world);
  if (fault !== "unreachable" && fault !== "timeout_before") {
    await fiber.wait((wake) => {
      world.scheduler.after(arrivesMs, () => {
        reply = arrive(world, sending);
        if (!isGivenUp) world.scheduler.after(delayOf(world), wake);
      });
      if (isGivenUp) world.scheduler.after(TIMEOUT_MS, wake);
    });
  } else {
    await fiber.sleep(fault === "unreachable" ? 1 : TIMEOUT_MS);
  }
  return error ? err(error) : ok(reply);
}

function arrive(world: World, { type, key, request, fault }: Sending): BankReply {
  const bank = world.banks[type];
  checkCall(world, key, request);
  if (fault === "error_before") return bank.fail(key, request);
  if (fault && !ACTS[fault]) return { kind: "error" };
  return bank.act(key, request, fault === "wrong_amount" ? 1 : 0);
}

const delayOf = (world: World): number => world.random.between(15, 350);

/** While a bank is out, nothing new reaches it; what was just sent may have. */
function outageFault(world: World, type: BankType): Fault | null {
  const { outage } = world.plan;
  if (outage?.gateway !== type) return null;
  const sinceMs = world.scheduler.nowMs - START_MS - outage.fromMs;
  if (sinceMs < 0 || sinceMs > outage.forMs) return null;
  world.counts.add("call in an outage");
  if (sinceMs < OUTAGE_BEGINS_MS && world.random.chance(0.5)) return "timeout_after";
  return world.random.pick(["timeout_before", "unreachable"] as const);
}

function faultOf(world: World, type: BankType, operation: string): Fault | null {
  const out = outageFault(world, type);
  if (out) return out;
  if (world.isCalm || !world.random.chance(world.plan.faultRate)) return null;
  const choices = operation === "authorize" ? FAULTS_OF_AUTHORIZE : FAULTS_OF_OTHERS;
  const fault = world.random.pick(choices);
  world.counts.add(`fault ${fault}`);
  return fault;
}
