-- What was resolved, newest first.
CREATE INDEX "attention_items_resolved" ON "attention_items"("resolved_at" DESC, "id" DESC) WHERE "resolved_at" IS NOT NULL;
CREATE INDEX "reconciliation_differences_open_kinds" ON "reconciliation_differences"("kind", "happened_at", "id") WHERE "state" = 'open';
-- Runs and resolved differences of all gateways, newest first.
CREATE INDEX "reconciliation_runs_started_at_id_idx" ON "reconciliation_runs"("started_at", "id");
CREATE INDEX "reconciliation_differences_resolved" ON "reconciliation_differences"("resolved_at" DESC, "id" DESC) WHERE "state" = 'resolved';
