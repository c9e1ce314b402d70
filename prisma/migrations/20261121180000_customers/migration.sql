-- Customers who sign up and sign in, what they keep with the shop, and the tokens that speak for them.
ALTER TABLE "customers"
  ADD COLUMN "password_hash" TEXT,
  ADD COLUMN "is_known" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "shopper_reference" TEXT,
  ADD COLUMN "profile_id" TEXT,
  ADD COLUMN "tax_exemption_code" TEXT,
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "reference" TEXT,
  ADD COLUMN "reference_origin" TEXT,
  ADD COLUMN "anonymization_requested_at" TIMESTAMPTZ(3),
  ADD COLUMN "anonymized_at" TIMESTAMPTZ(3);
CREATE INDEX "customers_anonymization_requested_at_idx" ON "customers"("anonymization_requested_at");

ALTER TABLE "orders" ADD COLUMN "owner_id" TEXT;
CREATE INDEX "orders_owner_id_idx" ON "orders"("owner_id");

CREATE TABLE "customer_addresses" (
  "id" TEXT NOT NULL,
  "customer_id" TEXT NOT NULL,
  "address_id" TEXT NOT NULL,
  "metadata" JSONB NOT NULL DEFAULT '{}',
  "reference" TEXT,
  "reference_origin" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "customer_addresses_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "customer_addresses_customer_id_address_id_key" ON "customer_addresses"("customer_id", "address_id");
CREATE INDEX "customer_addresses_address_id_idx" ON "customer_addresses"("address_id");

CREATE TABLE "customer_payment_sources" (
  "id" TEXT NOT NULL,
  "customer_id" TEXT NOT NULL,
  "source_type" TEXT,
  "gateway_id" TEXT,
  "payment_method_id" TEXT,
  "source_id" TEXT,
  "name" TEXT NOT NULL,
  "secrets_encrypted" TEXT,
  "fingerprint" TEXT NOT NULL,
  "metadata" JSONB NOT NULL DEFAULT '{}',
  "reference" TEXT,
  "reference_origin" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "customer_payment_sources_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "customer_payment_sources_customer_id_fingerprint_key" ON "customer_payment_sources"("customer_id", "fingerprint");

CREATE TABLE "refresh_tokens" (
  "hash" TEXT NOT NULL,
  "family_id" TEXT NOT NULL,
  "api_client_id" TEXT NOT NULL,
  "customer_id" TEXT NOT NULL,
  "scope" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3),
  CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "refresh_tokens_family_id_idx" ON "refresh_tokens"("family_id");
CREATE INDEX "refresh_tokens_customer_id_idx" ON "refresh_tokens"("customer_id");
CREATE INDEX "refresh_tokens_expires_at_idx" ON "refresh_tokens"("expires_at");

CREATE TABLE "revocations" (
  "subject" TEXT NOT NULL,
  "revoked_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "revocations_pkey" PRIMARY KEY ("subject")
);
CREATE INDEX "revocations_revoked_at_idx" ON "revocations"("revoked_at");

ALTER TABLE "customer_addresses" ADD CONSTRAINT "customer_addresses_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "customer_addresses" ADD CONSTRAINT "customer_addresses_address_id_fkey" FOREIGN KEY ("address_id") REFERENCES "addresses"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "customer_payment_sources" ADD CONSTRAINT "customer_payment_sources_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
