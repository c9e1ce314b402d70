import type { OrderAddress } from "@/lib/desk/order-view";

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** An address as it stands on a letter. */
export function AddressLines({ address }: { address: OrderAddress }) {
  const { name, company, line1, line2, zipCode, city, stateCode, countryCode, phone } = address;
  const place = [zipCode, city, stateCode].filter(Boolean).join(" ");
  const lines = [name, company, line1, line2, place, countryNames.of(countryCode), phone];
  return (
    <address className="not-italic">
      {lines
        .filter((line) => typeof line === "string" && line !== "")
        .map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an address stand in their order.
          <span key={place} className="block">
            {line}
          </span>
        ))}
    </address>
  );
}
