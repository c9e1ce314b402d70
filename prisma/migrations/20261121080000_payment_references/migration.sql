-- A source may hold several attempts, and each is a payment of its own at most providers.
ALTER TABLE "transactions" ADD COLUMN     "payment_reference" TEXT;

UPDATE "transactions" t SET "payment_reference" = s."provider_reference"
FROM "payment_sources" s
WHERE t."source_id" = s."id" AND t."kind" = 'authorization' AND t."attempt" = (
  SELECT max(o."attempt") FROM "transactions" o WHERE o."source_id" = s."id" AND o."kind" = 'authorization');

-- CreateIndex
CREATE INDEX "transactions_gateway_id_payment_reference_idx" ON "transactions"("gateway_id", "payment_reference");
