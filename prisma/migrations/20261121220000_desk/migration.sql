-- Links to be paid by, notes beside orders, and what the admin looks orders and customers up by.
CREATE TABLE "payment_links" (
  "id" TEXT NOT NULL,
  "order_id" TEXT NOT NULL,
  "mode" TEXT NOT NULL,
  "nonce" TEXT NOT NULL,
  "created_by" TEXT NOT NULL,
  "withdrawn_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "payment_links_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "payment_links_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "payment_links_order_id_key" ON "payment_links"("order_id");
CREATE UNIQUE INDEX "payment_links_nonce_key" ON "payment_links"("nonce");
CREATE INDEX "payment_links_mode_created_at_id_idx" ON "payment_links"("mode", "created_at", "id");

CREATE TABLE "order_notes" (
  "id" TEXT NOT NULL,
  "order_id" TEXT NOT NULL,
  "author_id" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "order_notes_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "order_notes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "order_notes_order_id_created_at_idx" ON "order_notes"("order_id", "created_at");

CREATE INDEX "orders_reference_idx" ON "orders"("reference");
CREATE INDEX "orders_mode_payment_status_created_at_id_idx" ON "orders"("mode", "payment_status", "created_at", "id");
CREATE INDEX "orders_mode_market_id_created_at_id_idx" ON "orders"("mode", "market_id", "created_at", "id");
CREATE INDEX "orders_mode_currency_code_created_at_id_idx" ON "orders"("mode", "currency_code", "created_at", "id");
-- Carts are most of a shop's orders, and archived ones few or nearly all: neither is walked over to find the others.
CREATE INDEX "orders_begun" ON "orders"("mode", "created_at", "id") WHERE "status" <> 'draft' AND "archived_at" IS NULL;
CREATE INDEX "orders_archived" ON "orders"("mode", "created_at", "id") WHERE "archived_at" IS NOT NULL;

-- What a merchant types of a customer: how a name begins. (An e-mail address is looked up by the payments' own index.)
CREATE INDEX "addresses_last_name_begins" ON "addresses"(lower("last_name") text_pattern_ops) WHERE "last_name" IS NOT NULL;
CREATE INDEX "addresses_first_name_begins" ON "addresses"(lower("first_name") text_pattern_ops) WHERE "first_name" IS NOT NULL;
