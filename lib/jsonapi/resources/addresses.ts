import { z } from "zod";
import { createAddress } from "../../orders/create-address";
import { ok } from "../../result";
import { removeAddress, updateAddress } from "../address-actions";
import {
  boolean,
  common,
  computed,
  fixed,
  float,
  listedBy,
  noSuchAction,
  shortText,
  string,
  writable,
} from "../attributes";
import { eventStoresOf, none, noOne, versionsOf } from "../relationships";
import { defineResource, type Row } from "../resource";
import { addressesOf, inAddressBookOf } from "../scopes";

const type = "addresses";
const NO_TAGS = "is not offered: there are no tags here";
const NAMES = ["business", "company", "first_name", "last_name"] as const;
const PLACE = ["line_1", "line_2", "zip_code", "city", "state_code", "country_code"] as const;

const text = (column?: string) => writable(string(column), shortText);
const required = () =>
  writable(string(), shortText.min(1, "can't be blank"), "both", { required: true });
const joinedOf = (row: Row, names: readonly string[], separator: string): string =>
  names
    .map((name) => row[name])
    .filter(Boolean)
    .join(separator);

const fullNameOf = (row: Row): string =>
  row.business === true && row.company
    ? String(row.company)
    : joinedOf(row, ["first_name", "last_name"], " ");

export const addresses = defineResource({
  type,
  table: "addresses",
  lists: {
    ...listedBy(["city", "state_code", "country_code"], {
      unsorted: [
        "business",
        "first_name",
        "last_name",
        "company",
        "line_1",
        "line_2",
        "zip_code",
        "phone",
        "email",
        "notes",
        "lat",
        "lng",
        "billing_info",
      ],
    }),
    owned: inAddressBookOf,
  },
  scope: addressesOf,
  attributes: {
    business: writable(boolean(), z.boolean()),
    first_name: text(),
    last_name: text(),
    company: text(),
    full_name: computed("string", NAMES, fullNameOf),
    line_1: required(),
    line_2: text(),
    city: required(),
    zip_code: text(),
    state_code: text(),
    country_code: required(),
    phone: required(),
    full_address: computed("string", PLACE, (row) => joinedOf(row, PLACE, " ")),
    name: computed("string", [...NAMES, ...PLACE], (row) =>
      [fullNameOf(row), joinedOf(row, PLACE, " ")].filter(Boolean).join(", "),
    ),
    email: text(),
    notes: writable(string(), z.string().max(2_000)),
    lat: writable(float(), z.number().min(-90).max(90)),
    lng: writable(float(), z.number().min(-180).max(180)),
    is_localized: fixed("boolean", false),
    is_geocoded: fixed("boolean", false),
    provider_name: fixed("string", null),
    map_url: fixed("string", null),
    static_map_url: fixed("string", null),
    billing_info: text(),
    ...common,
    _add_tags: noSuchAction(NO_TAGS, { restricted: true }),
    _remove_tags: noSuchAction(NO_TAGS, { restricted: true }),
  },
  relationships: {
    geocoder: noOne,
    events: none,
    tags: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  create: async ({ attributes }, { deps, caller }) => {
    const { line_1, city, country_code, phone } = attributes;
    const made = await createAddress(deps, {
      business: attributes.business ?? false,
      firstName: attributes.first_name ?? null,
      lastName: attributes.last_name ?? null,
      company: attributes.company ?? null,
      line1: line_1 ?? "",
      line2: attributes.line_2 ?? null,
      city: city ?? "",
      zipCode: attributes.zip_code ?? null,
      stateCode: attributes.state_code ?? null,
      countryCode: country_code?.toUpperCase() ?? "",
      phone: phone ?? "",
      email: attributes.email ?? null,
      notes: attributes.notes ?? null,
      billingInfo: attributes.billing_info ?? null,
      lat: attributes.lat ?? null,
      lng: attributes.lng ?? null,
      metadata: attributes.metadata ?? {},
      reference: attributes.reference ?? null,
      referenceOrigin: attributes.reference_origin ?? null,
      apiClientId: caller.id,
    });
    return made.ok ? ok({ id: made.value.id }) : made;
  },
  update: (id, { attributes: { _add_tags, _remove_tags, ...given } }, context) =>
    updateAddress(id, given, context),
  remove: removeAddress,
});
