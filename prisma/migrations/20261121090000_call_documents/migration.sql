-- What a call says beside its request, encrypted: a repetition must say the same, byte for byte.
ALTER TABLE "provider_calls" ADD COLUMN "document_encrypted" TEXT;
-- For the cleaning alone: few rows have one at a time.
CREATE INDEX "provider_calls_documents_idx" ON "provider_calls"("started_at") WHERE "document_encrypted" IS NOT NULL;
