-- CreateTable
CREATE TABLE "webhooks" (
    "id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "name" TEXT,
    "topic" TEXT NOT NULL,
    "callback_url" TEXT NOT NULL,
    "include_resources" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "shared_secret_encrypted" TEXT NOT NULL,
    "circuit_state" TEXT NOT NULL DEFAULT 'closed',
    "circuit_failure_count" INTEGER NOT NULL DEFAULT 0,
    "circuit_retry_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "reference" TEXT,
    "reference_origin" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_events" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "mode" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "resource_type" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "dispatched_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_callbacks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "webhook_id" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "callback_url" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retries_left" INTEGER NOT NULL DEFAULT 10,
    "next_attempt_at" TIMESTAMPTZ(3),
    "payload" JSON,
    "response_code" TEXT,
    "response_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_callbacks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "webhooks_topic_idx" ON "webhooks"("topic");

-- CreateIndex
CREATE INDEX "outgoing_events_order_id_idx" ON "outgoing_events"("order_id");

-- CreateIndex
CREATE INDEX "event_callbacks_event_id_idx" ON "event_callbacks"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_callbacks_webhook_id_event_id_key" ON "event_callbacks"("webhook_id", "event_id");

-- AddForeignKey
ALTER TABLE "event_callbacks" ADD CONSTRAINT "event_callbacks_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_callbacks" ADD CONSTRAINT "event_callbacks_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "outgoing_events"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The rules that Prisma's schema cannot say.

-- One thing that happened is told of once. Only these two can happen again: a shopper may pay anew for what was voided.
CREATE UNIQUE INDEX "outgoing_events_once" ON "outgoing_events"("resource_id", "topic") WHERE "topic" NOT IN ('orders.authorize', 'orders.void');
-- What nobody has made deliveries of yet, and what each receiver waits for.
CREATE INDEX "outgoing_events_undispatched" ON "outgoing_events"("created_at") WHERE "dispatched_at" IS NULL;
CREATE INDEX "event_callbacks_due" ON "event_callbacks"("webhook_id", "next_attempt_at") WHERE "next_attempt_at" IS NOT NULL;
CREATE INDEX "event_callbacks_dead" ON "event_callbacks"("updated_at") WHERE "state" = 'dead';
-- Bodies hold personal data: they are looked for by age, to be forgotten.
CREATE INDEX "event_callbacks_kept" ON "event_callbacks"("updated_at") WHERE "payload" IS NOT NULL AND "state" <> 'pending';

ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_known" CHECK ("mode" IN ('test', 'live') AND "circuit_state" IN ('closed', 'open') AND ("circuit_state" = 'open') = ("circuit_retry_at" IS NOT NULL));
ALTER TABLE "event_callbacks" ADD CONSTRAINT "event_callbacks_state_known" CHECK ("state" IN ('pending', 'delivered', 'dead') AND ("state" = 'pending') = ("next_attempt_at" IS NOT NULL));

-- Orders that were paid before there was anybody to tell: told, so that the books can say of every paid order the same.
INSERT INTO "outgoing_events" ("mode", "topic", "resource_type", "resource_id", "order_id", "created_at", "dispatched_at")
SELECT o."mode", 'orders.pay', 'orders', o."id", o."id", coalesce(o."payment_updated_at", now()), now()
FROM "orders" o JOIN (
  SELECT "order_id", sum("amount_minor") AS "captured" FROM "transactions"
  WHERE "kind" = 'capture' AND "status" = 'succeeded' GROUP BY "order_id") t ON t."order_id" = o."id"
WHERE t."captured" > 0 AND t."captured" >= o."total_minor";
