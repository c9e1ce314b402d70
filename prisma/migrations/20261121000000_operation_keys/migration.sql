-- AlterTable
ALTER TABLE "transactions" ADD COLUMN     "idempotency_key" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "transactions_order_id_idempotency_key_key" ON "transactions"("order_id", "idempotency_key");
