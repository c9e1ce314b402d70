// Loaded into the app before its own code (`node --import`): wraps the ports that its parts are assembled from, so that it dies
// at an armed point as from kill -9. The product knows nothing of it.
import { arm, armedPoints } from "./points.mjs";

const file = process.env.KILL_POINTS_FILE;
/** Long enough for a request to have been sent, short enough that its answer has not come. */
const DURING_MS = 4;

function at(point) {
  const [next, ...rest] = armedPoints(file);
  if (next !== point) return;
  arm(file, rest);
  process.kill(process.pid, "SIGKILL");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); // The signal comes within microseconds; nothing runs until then.
}

/** The same object with some of its methods wrapped; each is given the original one. */
const wrapped = (inner, methods) =>
  new Proxy(inner, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      const method = value.bind(target);
      return Object.hasOwn(methods, name) ? methods[name](method) : method;
    },
  });

/** What a decision's changes are a step of: `capture.intent`, `void.settle`, … */
function stepsOf(state, changes) {
  const steps = new Set();
  for (const change of changes) {
    if (change.kind === "transaction_created" && change.transaction.status === "requested") {
      steps.add(`${change.transaction.kind}.intent`);
    }
    if (change.kind === "transaction_changed" && change.set.status) {
      const moved = state.transactions.find(({ id }) => id === change.id);
      if (moved) steps.add(`${moved.kind}.settle`);
    }
  }
  return [...steps];
}

const change = (method) => async (from, by, now, decide) => {
  let steps = [];
  const answer = await method(from, by, now, (state) => {
    const decided = decide(state);
    steps = decided.ok ? stepsOf(state, decided.value.changes) : [];
    for (const step of steps) at(`${step}.before`);
    return decided;
  });
  for (const step of steps) at(`${step}.after`);
  return answer;
};

const call =
  (kind) =>
  (method) =>
  async (...given) => {
    const answering = method(...given);
    const timer = setTimeout(() => at(`${kind}.call.during`), DURING_MS);
    const answer = await answering;
    // An answer that came sooner: it is then lost instead.
    at(`${kind}.call.during`);
    clearTimeout(timer);
    at(`${kind}.call.after`);
    return answer;
  };

const around =
  (name) =>
  (method) =>
  async (...given) => {
    at(`${name}.before`);
    const answer = await method(...given);
    at(`${name}.after`);
    return answer;
  };

const PROVIDER_METHODS = {
  prepare: call("authorization"),
  authorize: call("authorization"),
  capture: call("capture"),
  void: call("void"),
  refund: call("refund"),
  retrieve: around("lookup"),
};

const parts = (inner) => ({
  ...inner,
  payments: wrapped(inner.payments, { change }),
  webhooks: wrapped(inner.webhooks, {
    record: around("webhook.record"),
    finish: around("webhook.finish"),
  }),
  providers: (type) => wrapped(inner.providers(type), PROVIDER_METHODS),
});

let assembled;
Object.defineProperty(globalThis, "kassaParts", {
  configurable: true,
  get: () => assembled,
  set: (inner) => {
    assembled = parts(inner);
  },
});
