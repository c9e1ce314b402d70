-- Refunds above a limit wait for a second person.
CREATE TABLE "refund_limits" (
    "currency_code" TEXT NOT NULL,
    "limit_minor" BIGINT NOT NULL,
    "set_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_limits_pkey" PRIMARY KEY ("currency_code")
);

CREATE TABLE "refund_requests" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "detail" TEXT,

    CONSTRAINT "refund_requests_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "refund_requests_order_id_idempotency_key_key" ON "refund_requests"("order_id", "idempotency_key");
CREATE INDEX "refund_requests_source_id_idx" ON "refund_requests"("source_id");
-- The list of what waits, the oldest first.
CREATE INDEX "refund_requests_waiting" ON "refund_requests"("asked_at", "id") WHERE "status" = 'waiting';
-- What came from a provider about a payment and is not applied yet.
CREATE INDEX "webhook_events_unapplied" ON "webhook_events"("gateway_id", "payment_reference") WHERE "applied_at" IS NULL;

ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "payment_sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "refund_limits" ADD CONSTRAINT "refund_limits_limit_safe" CHECK ("limit_minor" BETWEEN 0 AND 9007199254740991);
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_amount_safe" CHECK ("amount_minor" BETWEEN 1 AND 9007199254740991);
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_status_known" CHECK ("status" IN ('waiting', 'approved', 'done', 'refused', 'declined'));
-- Nobody says yes to what they asked for themselves.
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_two_people" CHECK ("decided_by" <> "asked_by");
ALTER TABLE "refund_requests" ADD CONSTRAINT "refund_requests_decided_by_somebody" CHECK (("status" = 'waiting') = ("decided_by" IS NULL) AND ("decided_by" IS NULL) = ("decided_at" IS NULL));
