-- Deliveries are a resource of the API: their ids are texts, as all ids there are, and their lists run by time.
ALTER TABLE "event_callbacks" ALTER COLUMN "id" DROP DEFAULT;
ALTER TABLE "event_callbacks" ALTER COLUMN "id" SET DATA TYPE TEXT USING "id"::text;
ALTER TABLE "event_callbacks" ALTER COLUMN "id" SET DEFAULT (gen_random_uuid())::text;

-- CreateIndex
CREATE INDEX "event_callbacks_webhook_id_created_at_idx" ON "event_callbacks"("webhook_id", "created_at");

-- CreateIndex
CREATE INDEX "event_callbacks_created_at_id_idx" ON "event_callbacks"("created_at", "id");
