-- What the API lets clients set in the catalogue.
ALTER TABLE "markets"
  ADD COLUMN "default_shipping_method_id" TEXT,
  ADD COLUMN "default_payment_method_id" TEXT,
  ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "reference" TEXT,
  ADD COLUMN "reference_origin" TEXT;
ALTER TABLE "skus"
  ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "reference" TEXT,
  ADD COLUMN "reference_origin" TEXT;
ALTER TABLE "prices"
  ADD COLUMN "compare_at_minor" BIGINT,
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "reference" TEXT,
  ADD COLUMN "reference_origin" TEXT;
ALTER TABLE "shipping_methods"
  ADD COLUMN "shared_secret_encrypted" TEXT,
  ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "reference" TEXT,
  ADD COLUMN "reference_origin" TEXT;
ALTER TABLE "payment_methods"
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "reference" TEXT,
  ADD COLUMN "reference_origin" TEXT;

CREATE TABLE "payment_options" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT,
    "payment_source_type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,
    "reference_origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_options_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "payment_options_order_id_idx" ON "payment_options"("order_id");
ALTER TABLE "payment_options" ADD CONSTRAINT "payment_options_order_id_fkey"
  FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "markets" ADD CONSTRAINT "markets_default_shipping_method_id_fkey"
  FOREIGN KEY ("default_shipping_method_id") REFERENCES "shipping_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "markets" ADD CONSTRAINT "markets_default_payment_method_id_fkey"
  FOREIGN KEY ("default_payment_method_id") REFERENCES "payment_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Clients may delete now: what something else is made of cannot go from under it.
ALTER TABLE "market_tax_rates" DROP CONSTRAINT "market_tax_rates_market_id_fkey";
ALTER TABLE "market_tax_rates" ADD CONSTRAINT "market_tax_rates_market_id_fkey"
  FOREIGN KEY ("market_id") REFERENCES "markets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "payment_methods" DROP CONSTRAINT "payment_methods_market_id_fkey";
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_market_id_fkey"
  FOREIGN KEY ("market_id") REFERENCES "markets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "orders" DROP CONSTRAINT "orders_payment_method_id_fkey";
ALTER TABLE "orders" ADD CONSTRAINT "orders_payment_method_id_fkey"
  FOREIGN KEY ("payment_method_id") REFERENCES "payment_methods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "payment_sources" DROP CONSTRAINT "payment_sources_payment_method_id_fkey";
ALTER TABLE "payment_sources" ADD CONSTRAINT "payment_sources_payment_method_id_fkey"
  FOREIGN KEY ("payment_method_id") REFERENCES "payment_methods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "line_items" DROP CONSTRAINT "line_items_sku_id_fkey";
ALTER TABLE "line_items" ADD CONSTRAINT "line_items_sku_id_fkey"
  FOREIGN KEY ("sku_id") REFERENCES "skus"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "shipments" DROP CONSTRAINT "shipments_shipping_method_id_fkey";
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_shipping_method_id_fkey"
  FOREIGN KEY ("shipping_method_id") REFERENCES "shipping_methods"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "prices" ADD CONSTRAINT "prices_compare_at_safe"
  CHECK ("compare_at_minor" IS NULL OR "compare_at_minor" BETWEEN 0 AND 9007199254740991);
