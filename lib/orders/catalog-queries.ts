import "server-only";
import { prisma } from "../db/client";

export type ProductView = {
  code: string;
  name: string;
  description: string | null;
  category: string | null;
  priceMinor: number;
};

/** What the shop sells in a currency, in the merchant's order. */
export async function listProducts(currency: string): Promise<readonly ProductView[]> {
  const found = await prisma().sku.findMany({
    where: { prices: { some: { currencyCode: currency } } },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    include: { prices: { where: { currencyCode: currency } } },
  });
  return found.flatMap(({ prices, code, name, description, category }) =>
    prices[0]
      ? [{ code, name, description, category, priceMinor: Number(prices[0].amountMinor) }]
      : [],
  );
}

/** The currencies that anything is sold in, the market's own first. */
export async function listCurrencies(): Promise<readonly string[]> {
  const rows = await prisma().$queryRaw<{ code: string }[]>`
    SELECT p.currency_code AS code
    FROM prices p LEFT JOIN markets m ON m.currency_code = p.currency_code
    GROUP BY p.currency_code ORDER BY min(m.number) NULLS LAST, p.currency_code`;
  return rows.map((row) => row.code);
}
