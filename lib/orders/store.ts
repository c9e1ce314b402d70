import type { Actor } from "../deps";
import type { UseCaseError } from "../errors";
import type { OrderId } from "../ids";
import type { JsonObject } from "../json";
import type { CurrencyCode } from "../money/money";
import type { Result } from "../result";
import type { Address, EditableOrder, LineItem, Order } from "./order";

export type OrderKey = { id: string } | { token: string };

/** Where an order is sold: the market's prices, taxes and currencies. */
export type MarketTerms = {
  marketId: string;
  currency: CurrencyCode;
  taxIncluded: boolean;
  taxRate: number;
};

export type SkuOffer = {
  id: string;
  code: string;
  name: string;
  description: string | null;
  imageUrl: string | null;
  ships: boolean;
  /** Null: not sold in this currency. */
  unitMinor: number | null;
};

/** Texts of an order that clients set and nothing is decided by. */
export type OrderTexts = {
  /** The customer who is signed in: the order is theirs from then on. */
  ownerId?: string;
  languageCode?: string;
  cartUrl?: string | null;
  returnUrl?: string | null;
  termsUrl?: string | null;
  privacyUrl?: string | null;
  metadata?: JsonObject;
  reference?: string | null;
  referenceOrigin?: string | null;
  guest?: boolean;
  /** The client's own number, which is shown instead of the one given in turn. */
  clientNumber?: string | null;
  expiresAt?: Date | null;
  /** Only those to change. */
  attributes?: JsonObject;
};

/** What a line says of itself beside its quantity and its price. */
export type LineTexts = {
  name?: string;
  imageUrl?: string | null;
  compareAtMinor?: number | null;
  metadata?: JsonObject;
  reference?: string | null;
  referenceOrigin?: string | null;
};

export type NewOrder = OrderTexts & {
  id: OrderId;
  token: string;
  mode: "test" | "live";
  terms: MarketTerms;
  email: string | null;
  apiClientId: string | null;
};

/** `sku`: what is sold in its place from now on. */
export type LineChange = {
  id: string;
  quantity?: number;
  unitMinor?: number;
  sku?: SkuOffer;
  texts?: LineTexts;
};

/** What an edit changes. Totals, status and history follow from it. */
export type OrderEdit = {
  addLines?: readonly LineItem[];
  changeLines?: readonly LineChange[];
  removeLines?: readonly string[];
  addAddresses?: readonly Address[];
  email?: string;
  shippingAddressId?: string | null;
  billingAddressId?: string | null;
  paymentMethodId?: string | null;
  deliveryMethodId?: string;
  terms?: MarketTerms;
  texts?: OrderTexts;
};

/** `placed_too`: also an order that its merchant has taken back for editing, as far as a placed one may be edited. */
export type EditScope = "open" | "placed_too";

export interface OrderStore {
  /** Null when no such market, or it does not sell in this currency; without a currency, the market's own. */
  findTerms(input: {
    marketId: string | null;
    currency: string | null;
  }): Promise<MarketTerms | null>;
  findOffers(codes: readonly string[], currency: string): Promise<readonly SkuOffer[]>;
  create(order: NewOrder, by: Actor, now: Date): Promise<void>;
  createAddress(
    address: Address & { apiClientId: string | null },
    by: Actor,
    now: Date,
  ): Promise<void>;
  /** True when every one of them exists and belongs to the client, or to nobody. */
  ownsAddresses(ids: readonly string[], apiClientId: string | null): Promise<boolean>;
  /** The countries of those that exist. */
  countriesOf(addressIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  offersPaymentMethod(id: string, order: Pick<Order, "marketId" | "currency">): Promise<boolean>;
  find(key: OrderKey): Promise<EditableOrder | null>;
  /**
   * Asks `decide` for an edit of the order as it stands, recomputes totals and status, and writes all of it in one atomic
   * statement, provided that nothing has changed since it was read; else it reads and asks again. `from`: a key, or the
   * order as just read. One that a payment holds, or that is placed, answers `order_not_editable`. `decide` is pure.
   * `scope`: without one, `open`.
   */
  change<T>(
    from: OrderKey | EditableOrder,
    by: Actor,
    now: Date,
    decide: (state: EditableOrder) => Result<{ edit: OrderEdit; value: T }, UseCaseError>,
    scope?: EditScope,
  ): Promise<Result<T, UseCaseError>>;
}
