/**
 * How a merchant's payment methods are made, changed, moved and taken away. What the API writes of them is written by the
 * API's own writer (ADR 26): the same checks, the same statement, the same history.
 */
import type { ApiCaller } from "../auth/access-token";
import type { Deps } from "../deps";
import { type Issue, notFound, type UseCaseError } from "../errors";
import { SOURCE_TYPE_OF } from "../gateway-types";
import type { GatewayKey } from "../gateways/gateway";
import type { ApiError } from "../jsonapi/api-error";
import { findResource } from "../jsonapi/registry";
import type { ActionError, ApiContext, Reference } from "../jsonapi/resource";
import { paymentMethodsOfMerchants as resource } from "../jsonapi/resources/payment_methods";
import { err, ok, type Result } from "../result";
import { type Neighbours, swapNeighbours } from "./method-store";

export type MethodError = UseCaseError | { code: "method_in_use" };
type Saved = Promise<Result<null, MethodError>>;

/** What somebody gave; absent members change nothing. */
export type MethodGiven = Partial<{
  name: string;
  description: string | null;
  currency: string | null;
  feeMinor: number;
  requireCapture: boolean;
  autoPlace: boolean;
  autoCapture: boolean;
  autoCaptureMaxMinor: number | null;
  isEnabled: boolean;
  /** Null: every market. */
  marketId: string | null;
  gateway: GatewayKey;
}>;

/** A method is of the mode of its gateway: another mode's is no such method. */
export type MethodKey = { id: string; mode: GatewayKey["mode"] };

/** `id`: chosen with the form, so that the same form sent twice makes one method. */
export async function createMethod(
  deps: Deps,
  { id, mode }: MethodKey,
  given: MethodGiven & { gateway: GatewayKey },
): Saved {
  const context = contextOf({ ...deps, ids: { ...deps.ids, resource: () => id } }, mode);
  const { gateway } = given;
  if (gateway.mode !== mode) return err(notFound(gateway.type, gateway.id));
  const done = await resource.create?.(inputOf(given), context);
  return done?.ok === false && isTwice(done.error) ? ok(null) : answerOf(done, id);
}

export async function changeMethod(deps: Deps, { id, mode }: MethodKey, given: MethodGiven): Saved {
  return answerOf(await resource.update?.(id, inputOf(given), contextOf(deps, mode)), id);
}

export async function deleteMethod(deps: Deps, { id, mode }: MethodKey): Saved {
  return answerOf(await resource.remove?.(id, contextOf(deps, mode)), id);
}

/** Lets a method stand before the one above it. Refused where that is not above it any more: sent twice, it moves once. */
export async function moveMethod(deps: Deps, neighbours: Neighbours): Saved {
  const told = { name: "payment_method.moved", by: deps.by, now: deps.clock.now() };
  const isMoved = await swapNeighbours(neighbours, told);
  return isMoved ? ok(null) : err({ code: "illegal_transition", from: "moved", to: "moved" });
}

/** In the merchant's name, with everything that an integration may see. */
function contextOf(deps: Deps, mode: GatewayKey["mode"]): ApiContext {
  const caller: ApiCaller = {
    id: deps.by.id ?? "",
    clientId: "",
    kind: "integration",
    mode,
    organizationId: deps.settings.organizationId,
    marketIds: null,
  };
  const { traceId } = deps.by;
  return { caller, traceId, deps, idempotencyKey: null, resourceOf: findResource };
}

function inputOf(given: MethodGiven) {
  const { gateway, marketId, isEnabled } = given;
  const values = {
    name: given.name,
    description: given.description,
    currency_code: given.currency,
    price_amount_cents: given.feeMinor,
    require_capture: given.requireCapture,
    auto_place: given.autoPlace,
    auto_capture: given.autoCapture,
    auto_capture_max_amount_cents: given.autoCaptureMaxMinor,
    payment_source_type: gateway === undefined ? undefined : SOURCE_TYPE_OF[gateway.type],
    _enable: isEnabled === true ? true : undefined,
    _disable: isEnabled === false ? true : undefined,
  };
  const references: Record<string, Reference | null> = {
    ...(gateway === undefined ? {} : { payment_gateway: { type: gateway.type, id: gateway.id } }),
    ...(marketId === undefined
      ? {}
      : { market: marketId === null ? null : { type: "markets", id: marketId } }),
  };
  const named = Object.entries(values).filter(([, value]) => value !== undefined);
  return { attributes: Object.fromEntries(named), references };
}

const TAKEN = "taken";
const isTwice = (error: ActionError): boolean =>
  error.code === "refused" && error.errors.every(({ meta }) => meta?.error === TAKEN);

function answerOf(done: Result<unknown, ActionError> | undefined, id: string): Awaited<Saved> {
  if (done === undefined) throw new Error("Payment methods can be written.");
  if (done.ok) return ok(null);
  const { error } = done;
  return err(error.code === "refused" ? problemOf(error.errors, id) : error);
}

/** The API's refusals by their places; what it has no place for is about the method itself. */
function problemOf(errors: readonly ApiError[], id: string): MethodError {
  if (errors.some(({ code }) => code === "RECORD_LOCKED")) return { code: "method_in_use" };
  const issues = errors.flatMap(({ source, title }): Issue[] => {
    const place = source && "pointer" in source ? source.pointer.split("/").at(-1) : undefined;
    return place === undefined || place === "" ? [] : [{ path: place, message: title }];
  });
  return issues.length === 0 ? notFound("payment_methods", id) : { code: "invalid_input", issues };
}
