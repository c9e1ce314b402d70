-- CreateTable
CREATE TABLE "organizations" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "installation_id" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "support_email" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "last_sign_in_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "throttles" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "throttles_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "api_clients" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "secret_hash" TEXT,
    "scope" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "allowed_origins" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "sequence" BIGSERIAL NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "name" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "order_id" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "trace_id" TEXT NOT NULL,
    "changes" JSONB NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "markets" (
    "id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "tax_included" BOOLEAN NOT NULL,
    "external_order_validation_url" TEXT,
    "shared_secret_encrypted" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "markets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "market_tax_rates" (
    "market_id" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "rate" DECIMAL(6,5) NOT NULL,

    CONSTRAINT "market_tax_rates_pkey" PRIMARY KEY ("market_id","currency_code")
);

-- CreateTable
CREATE TABLE "skus" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "image_url" TEXT,
    "category" TEXT,
    "position" INTEGER NOT NULL,
    "do_not_ship" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "skus_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prices" (
    "id" TEXT NOT NULL,
    "sku_id" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipping_methods" (
    "id" TEXT NOT NULL,
    "market_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "free_over_minor" BIGINT,
    "days_min" INTEGER,
    "days_max" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shipping_methods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_methods" (
    "id" TEXT NOT NULL,
    "market_id" TEXT,
    "gateway_id" TEXT NOT NULL,
    "payment_source_type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "currency_code" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "price_minor" BIGINT NOT NULL DEFAULT 0,
    "moto" BOOLEAN NOT NULL DEFAULT false,
    "require_capture" BOOLEAN NOT NULL DEFAULT true,
    "auto_place" BOOLEAN NOT NULL DEFAULT false,
    "auto_capture" BOOLEAN NOT NULL DEFAULT false,
    "auto_capture_max_minor" BIGINT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_methods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gateways" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "credentials_encrypted" TEXT NOT NULL,
    "force_payments" BOOLEAN NOT NULL,
    "from_environment" BOOLEAN NOT NULL DEFAULT false,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "webhook_endpoint_id" TEXT,
    "webhook_endpoint_url" TEXT,
    "circuit_state" TEXT NOT NULL DEFAULT 'closed',
    "circuit_failure_count" INTEGER NOT NULL DEFAULT 0,
    "circuit_opened_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,
    "reference_origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gateways_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addresses" (
    "id" TEXT NOT NULL,
    "business" BOOLEAN NOT NULL DEFAULT false,
    "first_name" TEXT,
    "last_name" TEXT,
    "company" TEXT,
    "line_1" TEXT NOT NULL,
    "line_2" TEXT,
    "city" TEXT NOT NULL,
    "zip_code" TEXT,
    "state_code" TEXT,
    "country_code" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "notes" TEXT,
    "billing_info" TEXT,
    "api_client_id" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,
    "reference_origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "addresses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "number" SERIAL NOT NULL,
    "token" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "market_id" TEXT NOT NULL,
    "customer_id" TEXT,
    "api_client_id" TEXT,
    "status" TEXT NOT NULL,
    "payment_status" TEXT NOT NULL,
    "fulfillment_status" TEXT NOT NULL DEFAULT 'unfulfilled',
    "guest" BOOLEAN NOT NULL DEFAULT true,
    "language_code" TEXT NOT NULL DEFAULT 'en',
    "currency_code" TEXT NOT NULL,
    "tax_included" BOOLEAN NOT NULL,
    "tax_rate" DECIMAL(6,5) NOT NULL,
    "subtotal_minor" BIGINT NOT NULL DEFAULT 0,
    "shipping_minor" BIGINT NOT NULL DEFAULT 0,
    "payment_method_minor" BIGINT NOT NULL DEFAULT 0,
    "tax_minor" BIGINT NOT NULL DEFAULT 0,
    "total_minor" BIGINT NOT NULL DEFAULT 0,
    "shipping_address_id" TEXT,
    "billing_address_id" TEXT,
    "payment_method_id" TEXT,
    "payment_source_id" TEXT,
    "attempts_count" INTEGER NOT NULL DEFAULT 0,
    "cart_url" TEXT,
    "return_url" TEXT,
    "terms_url" TEXT,
    "privacy_url" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,
    "reference_origin" TEXT,
    "placed_at" TIMESTAMPTZ(3),
    "approved_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "payment_updated_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "line_items" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "sku_id" TEXT,
    "sku_code" TEXT,
    "item_type" TEXT,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "image_url" TEXT,
    "quantity" INTEGER NOT NULL,
    "currency_code" TEXT NOT NULL,
    "unit_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,
    "reference_origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "line_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipments" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "shipping_method_id" TEXT,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shipments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_sources" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "payment_method_id" TEXT,
    "mode" TEXT NOT NULL,
    "provider_reference" TEXT,
    "attributes" JSONB NOT NULL,
    "secrets_encrypted" TEXT,
    "instrument" JSONB,
    "amount_minor" BIGINT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "idempotency_key" TEXT,
    "return_token" TEXT NOT NULL,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,
    "reference_origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payment_sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transactions" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "attempt" INTEGER,
    "our_reference" TEXT,
    "parent_id" TEXT,
    "reference" TEXT,
    "origin" TEXT NOT NULL DEFAULT 'kassa',
    "decline_code" TEXT,
    "decline_raw" TEXT,
    "detail" TEXT,
    "action_kind" TEXT,
    "action_url" TEXT,
    "live" BOOLEAN NOT NULL DEFAULT false,
    "places" BOOLEAN NOT NULL DEFAULT false,
    "superseded_at" TIMESTAMPTZ(3),
    "checks_count" INTEGER NOT NULL DEFAULT 0,
    "next_check_at" TIMESTAMPTZ(3),
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "transactions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_calls" (
    "id" UUID NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "transcripts" JSONB NOT NULL DEFAULT '[]',
    "outcome" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "gateway_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "payment_reference" TEXT,
    "our_reference" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "duplicates" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "applied_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("gateway_id","event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "organizations_slug_key" ON "organizations"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "throttles_resets_at_idx" ON "throttles"("resets_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_clients_client_id_key" ON "api_clients"("client_id");

-- CreateIndex
CREATE INDEX "events_order_id_sequence_idx" ON "events"("order_id", "sequence");

-- CreateIndex
CREATE INDEX "events_resource_type_resource_id_sequence_idx" ON "events"("resource_type", "resource_id", "sequence");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "markets_number_key" ON "markets"("number");

-- CreateIndex
CREATE UNIQUE INDEX "markets_code_key" ON "markets"("code");

-- CreateIndex
CREATE UNIQUE INDEX "skus_code_key" ON "skus"("code");

-- CreateIndex
CREATE UNIQUE INDEX "prices_sku_id_currency_code_key" ON "prices"("sku_id", "currency_code");

-- CreateIndex
CREATE INDEX "shipping_methods_market_id_currency_code_idx" ON "shipping_methods"("market_id", "currency_code");

-- CreateIndex
CREATE INDEX "payment_methods_market_id_position_idx" ON "payment_methods"("market_id", "position");

-- CreateIndex
CREATE INDEX "payment_methods_gateway_id_idx" ON "payment_methods"("gateway_id");

-- CreateIndex
CREATE INDEX "gateways_type_idx" ON "gateways"("type");

-- CreateIndex
CREATE UNIQUE INDEX "customers_mode_email_key" ON "customers"("mode", "email");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE UNIQUE INDEX "orders_token_key" ON "orders"("token");

-- CreateIndex
CREATE INDEX "orders_customer_id_idx" ON "orders"("customer_id");

-- CreateIndex
CREATE INDEX "orders_created_at_id_idx" ON "orders"("created_at", "id");

-- CreateIndex
CREATE INDEX "orders_shipping_address_id_idx" ON "orders"("shipping_address_id");

-- CreateIndex
CREATE INDEX "orders_billing_address_id_idx" ON "orders"("billing_address_id");

-- CreateIndex
CREATE INDEX "line_items_order_id_idx" ON "line_items"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "shipments_order_id_key" ON "shipments"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_sources_return_token_key" ON "payment_sources"("return_token");

-- CreateIndex
CREATE INDEX "payment_sources_created_at_id_idx" ON "payment_sources"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_sources_gateway_id_provider_reference_key" ON "payment_sources"("gateway_id", "provider_reference");

-- CreateIndex
CREATE UNIQUE INDEX "payment_sources_order_id_idempotency_key_key" ON "payment_sources"("order_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "transactions_source_id_idx" ON "transactions"("source_id");

-- CreateIndex
CREATE INDEX "transactions_parent_id_idx" ON "transactions"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "transactions_gateway_id_kind_reference_key" ON "transactions"("gateway_id", "kind", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "transactions_gateway_id_our_reference_key" ON "transactions"("gateway_id", "our_reference");

-- CreateIndex
CREATE UNIQUE INDEX "transactions_order_id_attempt_key" ON "transactions"("order_id", "attempt");

-- CreateIndex
CREATE INDEX "provider_calls_transaction_id_idx" ON "provider_calls"("transaction_id");

-- AddForeignKey
ALTER TABLE "market_tax_rates" ADD CONSTRAINT "market_tax_rates_market_id_fkey" FOREIGN KEY ("market_id") REFERENCES "markets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prices" ADD CONSTRAINT "prices_sku_id_fkey" FOREIGN KEY ("sku_id") REFERENCES "skus"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_methods" ADD CONSTRAINT "shipping_methods_market_id_fkey" FOREIGN KEY ("market_id") REFERENCES "markets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_market_id_fkey" FOREIGN KEY ("market_id") REFERENCES "markets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_methods" ADD CONSTRAINT "payment_methods_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_market_id_fkey" FOREIGN KEY ("market_id") REFERENCES "markets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_shipping_address_id_fkey" FOREIGN KEY ("shipping_address_id") REFERENCES "addresses"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_billing_address_id_fkey" FOREIGN KEY ("billing_address_id") REFERENCES "addresses"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_payment_method_id_fkey" FOREIGN KEY ("payment_method_id") REFERENCES "payment_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_items" ADD CONSTRAINT "line_items_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_items" ADD CONSTRAINT "line_items_sku_id_fkey" FOREIGN KEY ("sku_id") REFERENCES "skus"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipments" ADD CONSTRAINT "shipments_shipping_method_id_fkey" FOREIGN KEY ("shipping_method_id") REFERENCES "shipping_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_sources" ADD CONSTRAINT "payment_sources_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_sources" ADD CONSTRAINT "payment_sources_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_sources" ADD CONSTRAINT "payment_sources_payment_method_id_fkey" FOREIGN KEY ("payment_method_id") REFERENCES "payment_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "payment_sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "transactions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_calls" ADD CONSTRAINT "provider_calls_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



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
-- The types of gateways and sources are not listed here: adding a provider needs no migration.
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
