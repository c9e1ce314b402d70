-- Lists of orders by the API: in the order of their creation, of one state, and by the time they were placed.
DROP INDEX "orders_created_at_id_idx";
CREATE INDEX "orders_mode_created_at_id_idx" ON "orders"("mode", "created_at", "id");
CREATE INDEX "orders_mode_status_created_at_id_idx" ON "orders"("mode", "status", "created_at", "id");
CREATE INDEX "orders_mode_placed_at_created_at_id_idx" ON "orders"("mode", "placed_at", "created_at", "id");
-- Lists of what orders have, in the order of their creation.
CREATE INDEX "customers_mode_created_at_id_idx" ON "customers"("mode", "created_at", "id");
CREATE INDEX "addresses_created_at_id_idx" ON "addresses"("created_at", "id");
CREATE INDEX "line_items_created_at_id_idx" ON "line_items"("created_at", "id");
CREATE INDEX "shipments_created_at_id_idx" ON "shipments"("created_at", "id");
CREATE INDEX "transactions_created_at_id_idx" ON "transactions"("created_at", "id");

CREATE TABLE "order_days" (
    "mode" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "orders_count" INTEGER NOT NULL,

    CONSTRAINT "order_days_pkey" PRIMARY KEY ("mode", "day")
);

-- Orders are deleted in more than one way; the count of their day follows in the same transaction.
CREATE FUNCTION "order_day_is_less"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "order_days" SET "orders_count" = "orders_count" - 1
    WHERE "mode" = OLD."mode" AND "day" = (OLD."created_at" AT TIME ZONE 'UTC')::date;
  RETURN NULL;
END $$;
CREATE TRIGGER "order_days_follow" AFTER DELETE ON "orders"
  FOR EACH ROW EXECUTE FUNCTION "order_day_is_less"();
