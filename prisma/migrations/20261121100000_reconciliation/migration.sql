-- CreateTable
CREATE TABLE "reconciliation_runs" (
    "id" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "period_from" TIMESTAMPTZ(3) NOT NULL,
    "period_to" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT,
    "matched_count" INTEGER NOT NULL DEFAULT 0,
    "missing_here_count" INTEGER NOT NULL DEFAULT 0,
    "missing_there_count" INTEGER NOT NULL DEFAULT 0,
    "amount_differs_count" INTEGER NOT NULL DEFAULT 0,
    "others_count" INTEGER NOT NULL DEFAULT 0,
    "unsettled_count" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_differences" (
    "id" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "movement" TEXT NOT NULL,
    "transaction_id" TEXT,
    "payment_reference" TEXT,
    "our_reference" TEXT,
    "reference" TEXT,
    "our_amount_minor" BIGINT,
    "our_currency_code" TEXT,
    "their_amount_minor" BIGINT,
    "their_currency_code" TEXT,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "first_run_id" TEXT NOT NULL,
    "last_run_id" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,
    "note" TEXT,

    CONSTRAINT "reconciliation_differences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "reconciliation_runs_gateway_id_started_at_idx" ON "reconciliation_runs"("gateway_id", "started_at");

-- CreateIndex
CREATE INDEX "reconciliation_differences_first_run_id_idx" ON "reconciliation_differences"("first_run_id");

-- CreateIndex
CREATE INDEX "reconciliation_differences_last_run_id_idx" ON "reconciliation_differences"("last_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "reconciliation_differences_gateway_id_kind_subject_key" ON "reconciliation_differences"("gateway_id", "kind", "subject");

-- AddForeignKey
ALTER TABLE "reconciliation_runs" ADD CONSTRAINT "reconciliation_runs_gateway_id_fkey" FOREIGN KEY ("gateway_id") REFERENCES "gateways"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_first_run_id_fkey" FOREIGN KEY ("first_run_id") REFERENCES "reconciliation_runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_last_run_id_fkey" FOREIGN KEY ("last_run_id") REFERENCES "reconciliation_runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The rules that Prisma's schema cannot say.
ALTER TABLE "reconciliation_runs" ADD CONSTRAINT "reconciliation_runs_state_known" CHECK ("state" IN ('running', 'finished', 'failed') AND ("state" = 'running') = ("finished_at" IS NULL));
ALTER TABLE "reconciliation_runs" ADD CONSTRAINT "reconciliation_runs_period_forward" CHECK ("period_from" < "period_to");
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_kind_known" CHECK ("kind" IN ('missing_here', 'missing_there', 'amount_differs') AND "movement" IN ('authorization', 'capture', 'void', 'refund'));
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_state_known" CHECK ("state" IN ('open', 'resolved') AND ("state" = 'open') = ("resolved_at" IS NULL) AND ("state" = 'open') = ("resolved_by" IS NULL) AND "resolved_by" IN ('run', 'person') AND ("resolved_by" <> 'person' OR "note" IS NOT NULL));
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_sides_known" CHECK (("kind" <> 'missing_here') = ("our_amount_minor" IS NOT NULL) AND ("kind" <> 'missing_there') = ("their_amount_minor" IS NOT NULL));

-- What is open is asked about in every run.
CREATE INDEX "reconciliation_differences_open" ON "reconciliation_differences"("gateway_id") WHERE "state" = 'open';
-- Our side of a period, in the order in which it is read.
CREATE INDEX "transactions_authorizations_of_gateway" ON "transactions"("gateway_id", "requested_at", "id") WHERE "kind" = 'authorization';
