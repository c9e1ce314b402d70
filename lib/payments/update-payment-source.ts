import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { GATEWAY_TYPE_OF } from "../gateway-types";
import { isJsonObject, type JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import { eventOf, liveAttemptOf, sourceOf } from "./deciding";
import type { PaymentSource } from "./payment-source";
import { refuseReturnUrls } from "./return-urls";
import type { Decision, PaymentState } from "./store";

/**
 * Changes what a client may change of a source (a token, options, metadata) while nothing is under way with it. The
 * provider's schema checks the whole; a new token serves the next attempt.
 */
export async function updatePaymentSource(
  deps: Deps,
  input: { sourceId: string; attributes: JsonObject; metadata?: JsonObject },
): Promise<Result<PaymentSource, UseCaseError>> {
  const state = await deps.payments.find({ sourceId: input.sourceId });
  const source = state && sourceOf(state, input.sourceId);
  if (!state || !source) return err(notFound("payment_sources", input.sourceId));
  const provider = deps.providers(GATEWAY_TYPE_OF[source.type]);
  const parsed = provider.sourceSchema.safeParse({
    ...givenOf(source, provider.sourceAttributes),
    ...input.attributes,
  });
  if (!parsed.success) {
    return err({
      code: "invalid_input",
      issues: parsed.error.issues.map((issue) => ({
        path: `attributes.${issue.path.join(".")}`,
        message: issue.message,
      })),
    });
  }
  const given = isJsonObject(parsed.data) ? parsed.data : {};
  const refusedUrl = refuseReturnUrls(deps.settings, state.order.clientOrigins, given);
  if (refusedUrl) return err(refusedUrl);
  const decide = (fresh: PaymentState): Decision<PaymentSource, UseCaseError> => {
    const now = sourceOf(fresh, source.id) ?? source;
    const live = liveAttemptOf(fresh);
    if (live?.sourceId === source.id && "token" in input.attributes) {
      return err({ code: "attempt_running" });
    }
    const set = {
      attributes: { ...now.attributes, ...given },
      ...(input.metadata ? { metadata: input.metadata } : {}),
    };
    return ok({
      changes: [
        { kind: "source_changed", id: source.id, set },
        eventOf("payment_source.updated", { type: source.type, id: source.id }, source.orderId, {
          attributes: Object.keys(input.attributes),
        }),
      ],
      value: { ...now, ...set },
    });
  };
  return deps.payments.change(state, deps.by, deps.clock.now(), decide);
}

/** What the client gave before, as far as the schema knows it; what the provider added is left out. */
function givenOf(source: PaymentSource, names: readonly string[]): JsonObject {
  const entries = Object.entries(source.attributes);
  return Object.fromEntries(
    entries.filter(([name, value]) => names.includes(name) && value !== null),
  );
}
