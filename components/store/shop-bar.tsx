import Link from "next/link";
import { Brand } from "@/components/ui/brand";
import { Icon } from "@/components/ui/icon";
import { CurrencyChoice } from "./currency-choice";
import { STORE } from "./messages";
import { CATEGORIES, SHOP } from "./shop";

/** The shop's head: where one is, the currency of the prices, the cart. */
export function ShopBar({
  category,
  currencies,
  currency,
  itemsCount,
  from,
  chooseCurrency,
}: {
  /** Null: everything; undefined: not a page of the shop's list. */
  category: string | null | undefined;
  currencies: readonly string[];
  currency: string;
  itemsCount: number;
  from: string;
  chooseCurrency: (form: FormData) => Promise<void>;
}) {
  const tabs = [{ key: null, label: STORE.everything }, ...CATEGORIES];
  return (
    <header className="shop__bar">
      <Brand name={SHOP.name} href="/" />
      <nav aria-label="Shop">
        {tabs.map((tab) => (
          <Link
            key={tab.label}
            href={tab.key === null ? "/" : `/?category=${tab.key}`}
            prefetch={false}
            aria-current={tab.key === category ? "page" : undefined}
          >
            {tab.label}
          </Link>
        ))}
      </nav>
      <span className="push" />
      <CurrencyChoice
        currencies={currencies}
        current={currency}
        from={from}
        action={chooseCurrency}
      />
      <Link className="btn" href="/cart" prefetch={false}>
        <Icon name="bag" />
        <span className="wide">{STORE.cart}</span>{" "}
        <span className="badge shop__count">
          {itemsCount}
          <span className="vh"> {itemsCount === 1 ? "item" : "items"}</span>
        </span>
      </Link>
    </header>
  );
}
