
-- The rules that Prisma's schema cannot say. Each is an invariant that a bug in the code cannot break.

-- An order has at most one live attempt: not declined, failed, voided, expired or superseded.
CREATE UNIQUE INDEX "transactions_one_live_attempt" ON "transactions"("order_id") WHERE "kind" = 'authorization' AND "live";

-- What the sweep asks for: the unsettled, soonest first.
CREATE INDEX "transactions_next_check" ON "transactions"("next_check_at") WHERE "next_check_at" IS NOT NULL;
CREATE INDEX "webhook_events_next_attempt" ON "webhook_events"("next_attempt_at") WHERE "next_attempt_at" IS NOT NULL;
CREATE INDEX "transactions_newest_authorizations" ON "transactions"("created_at" DESC, "id" DESC) WHERE "kind" = 'authorization';

ALTER TABLE "prices" ADD CONSTRAINT "prices_amount_safe" CHECK ("amount_minor" BETWEEN 0 AND 9007199254740991);
ALTER TABLE "shipping_methods" ADD CONSTRAINT "shipping_methods_amounts_safe" CHECK ("price_minor" BETWEEN 0 AND 9007199254740991 AND ("free_over_minor" IS NULL OR "free_over_minor" >= 0));
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_amounts_safe" CHECK ("price_minor" BETWEEN 0 AND 9007199254740991 AND ("auto_capture_max_minor" IS NULL OR "auto_capture_max_minor" >= 0));
ALTER TABLE "orders" ADD CONSTRAINT "orders_amounts_safe" CHECK (
  "subtotal_minor" BETWEEN 0 AND 9007199254740991 AND "shipping_minor" BETWEEN 0 AND 9007199254740991
  AND "payment_method_minor" BETWEEN 0 AND 9007199254740991 AND "tax_minor" BETWEEN 0 AND 9007199254740991
  AND "total_minor" BETWEEN 0 AND 9007199254740991);
ALTER TABLE "line_items" ADD CONSTRAINT "line_items_amounts_safe" CHECK ("quantity" > 0 AND "unit_minor" BETWEEN 0 AND 9007199254740991 AND "total_minor" = "unit_minor" * "quantity");
ALTER TABLE "payment_sources" ADD CONSTRAINT "payment_sources_amount_safe" CHECK ("amount_minor" BETWEEN 0 AND 9007199254740991);
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_amount_safe" CHECK ("amount_minor" BETWEEN 0 AND 9007199254740991);

ALTER TABLE "orders" ADD CONSTRAINT "orders_status_known" CHECK ("status" IN ('draft', 'pending', 'placing', 'placed', 'editing', 'approved', 'cancelled'));
ALTER TABLE "orders" ADD CONSTRAINT "orders_payment_status_known" CHECK ("payment_status" IN ('free', 'unpaid', 'authorized', 'partially_authorized', 'paid', 'partially_paid', 'voided', 'partially_voided', 'refunded', 'partially_refunded'));
ALTER TABLE "orders" ADD CONSTRAINT "orders_placed_has_time" CHECK ("status" NOT IN ('placed', 'approved') OR "placed_at" IS NOT NULL);
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_kind_known" CHECK ("kind" IN ('authorization', 'capture', 'void', 'refund'));
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_status_known" CHECK ("status" IN ('requested', 'action_required', 'pending', 'indeterminate', 'succeeded', 'declined', 'failed'));
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_origin_known" CHECK ("origin" IN ('kassa', 'provider'));
-- An end is an end: it holds no order when the answer was no, and nobody asks about it again.
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_live_is_open" CHECK (NOT "live" OR ("kind" = 'authorization' AND "superseded_at" IS NULL AND "status" NOT IN ('declined', 'failed')));
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_settled_has_time" CHECK (("status" IN ('succeeded', 'declined', 'failed')) = ("settled_at" IS NOT NULL));
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_attempt_numbered" CHECK (("kind" = 'authorization') = ("attempt" IS NOT NULL));
ALTER TABLE "payment_sources" ADD CONSTRAINT "payment_sources_type_known" CHECK ("type" IN ('stripe_payments', 'checkout_com_payments', 'external_payments'));
ALTER TABLE "gateways" ADD CONSTRAINT "gateways_type_known" CHECK ("type" IN ('stripe_gateways', 'checkout_com_gateways', 'external_gateways'));
ALTER TABLE "gateways" ADD CONSTRAINT "gateways_mode_known" CHECK ("mode" IN ('test', 'live'));
ALTER TABLE "orders" ADD CONSTRAINT "orders_mode_known" CHECK ("mode" IN ('test', 'live'));
ALTER TABLE "api_clients" ADD CONSTRAINT "api_clients_known" CHECK ("kind" IN ('integration', 'sales_channel') AND "mode" IN ('test', 'live') AND ("kind" = 'sales_channel' OR "secret_hash" IS NOT NULL));
ALTER TABLE "users" ADD CONSTRAINT "users_role_known" CHECK ("role" IN ('owner', 'operator', 'viewer'));

-- The history only grows.
CREATE FUNCTION "events_are_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only';
END $$;
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE ON "events" FOR EACH ROW EXECUTE FUNCTION "events_are_append_only"();

-- Order numbers start where they look like numbers.
ALTER SEQUENCE "orders_number_seq" RESTART WITH 10001;
