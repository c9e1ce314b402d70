// `npm run deliveries`: who is told of what, what did not arrive, and sending it once more.
import { parseArgs } from "node:util";
import { prisma } from "@/lib/db/client";
import { deliveryParts } from "@/lib/parts";
import { addWebhook } from "@/lib/webhooks/outgoing/add-webhook";
import { listDeliveries, listWebhooks } from "@/lib/webhooks/outgoing/delivery-queries";
import { takeAppEnvironment } from "./environment";

const USAGE = `npm run deliveries -- [--dead] [--replay <delivery id>] [--reset <receiver id>]
npm run deliveries -- --add <topic> <https://…> [--include <relationship>,…]`;
const SHOWN_MAX = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dead: { type: "boolean", default: false },
    replay: { type: "string" },
    reset: { type: "string" },
    add: { type: "string" },
    include: { type: "string", default: "" },
    help: { type: "boolean", default: false },
  },
});

async function list(): Promise<void> {
  const webhooks = await listWebhooks(prisma());
  if (!values.dead) {
    for (const {
      id,
      topic,
      callbackUrl,
      circuitState,
      circuitFailureCount,
      isEnabled,
    } of webhooks) {
      const state = isEnabled ? `circuit ${circuitState}` : "disabled";
      console.log(`${id}  ${topic}  ${callbackUrl}  ${state}, ${circuitFailureCount} failures`);
    }
    if (webhooks.length === 0) console.log("Nobody is told of anything yet.");
  }
  const state = values.dead ? "dead" : null;
  const deliveries = await listDeliveries(prisma(), { state, limit: SHOWN_MAX });
  for (const { id, state: now, topic, resourceId, attempts, ...rest } of deliveries) {
    const answer = [rest.responseCode, rest.responseMessage].filter(Boolean).join(" ");
    const next = rest.nextAttemptAt ? `  next ${rest.nextAttemptAt.toISOString()}` : "";
    console.log(
      `${id}  ${now.padEnd(9)}  ${topic} ${resourceId}  ${attempts} attempts  ${answer}${next}`,
    );
  }
  console.log(`${deliveries.length} deliveries${values.dead ? " are dead" : ", newest first"}.`);
}

async function add(topic: string): Promise<boolean> {
  const parts = await deliveryParts();
  const added = await addWebhook(parts, {
    mode: parts.settings.isTest ? "test" : "live",
    topic,
    callbackUrl: positionals[0] ?? "",
    includeResources: values.include.split(",").filter(Boolean),
  });
  if (added.ok) {
    console.log(`Receiver ${added.value.id} is told of ${topic} from now on.`);
    console.log(`Its bodies are signed with ${added.value.sharedSecret}`);
    return true;
  }
  const { error } = added;
  console.error(
    error.code === "invalid_input"
      ? error.issues.map(({ path, message }) => `${path}: ${message}`).join("\n")
      : error.code,
  );
  return false;
}

/** False when what was asked for could not be done; it has said why. */
async function run(): Promise<boolean> {
  const { deliveries, clock } = await deliveryParts();
  if (values.add !== undefined) return add(values.add);
  if (values.replay !== undefined) {
    const isKnown = UUID.test(values.replay);
    const isSent = isKnown && (await deliveries.replay(values.replay, clock.now()));
    console.log(isSent ? "It is sent again." : "No delivered or dead delivery has this id.");
    return isSent;
  }
  if (values.reset !== undefined) {
    const isReset = await deliveries.resetCircuit(values.reset, clock.now());
    console.log(isReset ? "Its circuit is closed." : "No receiver has this id.");
    return isReset;
  }
  await list();
  return true;
}

async function main(): Promise<boolean> {
  if (values.help) {
    console.log(USAGE);
    return true;
  }
  const close = await takeAppEnvironment({ opensDatabase: true });
  const isDone = await run();
  await prisma().$disconnect();
  await close();
  return isDone;
}

main().then(
  (isDone) => process.exit(isDone ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
