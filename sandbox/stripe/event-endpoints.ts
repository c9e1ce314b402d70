/** Events: list and retrieve. */
import { type Call, endpoint } from "./endpoint";
import { resourceMissing } from "./errors";
import { CREATED, inRange, PAGE_FIELDS, paginate } from "./pagination";
import { boolean, list as listOf, parseParams, text } from "./params";

export const eventEndpoints = [
  endpoint("GET", "/v1/events", "events.list", list),
  endpoint("GET", "/v1/events/:id", "events.retrieve", ({ account, id }) => {
    const event = account.events.get(id);
    if (event === undefined) throw resourceMissing("event", id, "id");
    return event;
  }),
];

function list({ account, form, context }: Call): object {
  const fields = {
    ...PAGE_FIELDS,
    created: CREATED,
    delivery_success: boolean,
    type: text(),
    types: listOf(text()),
  };
  const given = parseParams(fields, form);
  const { created, delivery_success: delivered, type, types, ...page } = given;
  const open = new Set(
    context.webhooks
      .list()
      .filter((delivery) => delivery.state !== "delivered")
      .map((delivery) => delivery.eventId),
  );
  const events = account.events.list().filter((event) => {
    const ofType = type == null || fits(event.type, type);
    const ofTypes = types == null || types.some((wanted) => fits(event.type, wanted));
    const ofDelivery = delivered == null || delivered !== open.has(event.id);
    return ofType && ofTypes && ofDelivery && inRange(event.created, created);
  });
  return paginate("/v1/events", events, page);
}

/** `charge.*` means every event of charges. */
function fits(type: string, wanted: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}
