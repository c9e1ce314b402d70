/** Products that the project has drawn; the files are in `public/products`. */
const DRAWN = new Set([
  "ENAMEL-MUG",
  "FIELD-NOTEBOOK",
  "LINEN-TEA-TOWEL",
  "BEESWAX-CANDLE",
  "STOVE-KETTLE",
  "READING-LAMP",
  "STONEWARE-VASE",
  "TABLE-BRUSH",
  "WOOL-BLANKET",
  "OAK-TRAY",
  "BREAD-BOARD",
  "BRASS-PEN",
]);

/** The address of a product's picture on this site, or null. Pictures of other sites are not loaded: the policy forbids it. */
export function pictureOf(skuCode: string | null, imageUrl: string | null = null): string | null {
  if (imageUrl?.startsWith("/") && !imageUrl.startsWith("//")) return imageUrl;
  return skuCode !== null && DRAWN.has(skuCode) ? `/products/${skuCode.toLowerCase()}.svg` : null;
}

/** Decoration beside the product's name: no text of its own. An empty square where there is no picture. */
export function Drawing({
  skuCode,
  imageUrl = null,
  eager = false,
}: {
  skuCode: string | null;
  imageUrl?: string | null;
  eager?: boolean;
}) {
  const source = pictureOf(skuCode, imageUrl);
  if (source === null) return null;
  return (
    // biome-ignore lint/performance/noImgElement: a drawing of 1 KB has nothing to optimize.
    <img src={source} alt="" width={200} height={200} loading={eager ? "eager" : "lazy"} />
  );
}
