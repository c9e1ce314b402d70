-- What the API lets clients set and do with orders, their parcels and their transactions.
ALTER TABLE "addresses" ADD COLUMN "lat" DOUBLE PRECISION, ADD COLUMN "lng" DOUBLE PRECISION;

ALTER TABLE "orders"
  ADD COLUMN "client_number" TEXT,
  ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "fulfillment_updated_at" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "orders_client_number_key" ON "orders"("client_number");

ALTER TABLE "line_items" ADD COLUMN "compare_at_minor" BIGINT;

ALTER TABLE "shipments"
  ADD COLUMN "number" TEXT,
  ADD COLUMN "on_hold_at" TIMESTAMPTZ(3),
  ADD COLUMN "picking_at" TIMESTAMPTZ(3),
  ADD COLUMN "packing_at" TIMESTAMPTZ(3),
  ADD COLUMN "ready_to_ship_at" TIMESTAMPTZ(3),
  ADD COLUMN "shipped_at" TIMESTAMPTZ(3),
  ADD COLUMN "delivered_at" TIMESTAMPTZ(3),
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "reference" TEXT,
  ADD COLUMN "reference_origin" TEXT;
CREATE UNIQUE INDEX "shipments_number_key" ON "shipments"("number");
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_status_known" CHECK ("status" IN
  ('draft', 'upcoming', 'on_hold', 'picking', 'packing', 'ready_to_ship', 'shipped', 'delivered', 'cancelled'));

ALTER TABLE "payment_sources" ADD COLUMN "removed_at" TIMESTAMPTZ(3), ADD COLUMN "token_digest" TEXT;
CREATE INDEX "payment_sources_token_digest_idx" ON "payment_sources"("token_digest");

ALTER TABLE "transactions"
  ADD COLUMN "client_reference" TEXT,
  ADD COLUMN "reference_origin" TEXT,
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}';
