-- What a person has to look at, and what cardholders contest.
CREATE TABLE "attention_items" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "source_id" TEXT,
    "transaction_id" TEXT,
    "dispute_id" TEXT,
    "webhook_event_id" TEXT,
    "what" JSONB NOT NULL,
    "stamp" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "owner_id" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "note" TEXT,

    CONSTRAINT "attention_items_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "disputes" (
    "id" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "transaction_id" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "respond_by" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "told_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "disputes_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "attention_items_order_id_idx" ON "attention_items"("order_id");
CREATE INDEX "attention_items_owner_id_idx" ON "attention_items"("owner_id");
CREATE UNIQUE INDEX "disputes_gateway_id_reference_key" ON "disputes"("gateway_id", "reference");
CREATE INDEX "disputes_order_id_idx" ON "disputes"("order_id");
CREATE INDEX "disputes_source_id_idx" ON "disputes"("source_id");
CREATE INDEX "disputes_transaction_id_idx" ON "disputes"("transaction_id");

ALTER TABLE "attention_items" ADD CONSTRAINT "attention_items_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attention_items" ADD CONSTRAINT "attention_items_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "payment_sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "transactions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The list and its count: what is open, the nearest deadline first.
CREATE INDEX "attention_items_open" ON "attention_items"("due_at", "opened_at", "id") WHERE "resolved_at" IS NULL;

ALTER TABLE "attention_items" ADD CONSTRAINT "attention_items_kind_known" CHECK ("kind" IN ('unknown_outcome', 'contradiction', 'breaks_balance', 'wrong_amount', 'dispute', 'capture_failed', 'void_failed', 'refund_failed', 'refund_reversed'));
ALTER TABLE "attention_items" ADD CONSTRAINT "attention_items_resolved_by_somebody_when" CHECK ("resolved_by" IS NULL OR "resolved_at" IS NOT NULL);
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_amount_safe" CHECK ("amount_minor" BETWEEN 0 AND 9007199254740991);
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_state_known" CHECK ("state" IN ('needs_response', 'under_review', 'won', 'lost', 'withdrawn'));
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_closed_has_time" CHECK (("state" IN ('won', 'lost', 'withdrawn')) = ("closed_at" IS NOT NULL));
