-- Who looks after what waits beside the attention list: a kind of work at a time, since its pieces are put right on pages of their own.
CREATE TABLE "attention_duties" (
    "id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attention_duties_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "attention_duties_id" CHECK ("id" IN ('ending', 'ghosts', 'differences', 'deliveries'))
);
CREATE INDEX "attention_duties_owner_id_idx" ON "attention_duties"("owner_id");
ALTER TABLE "attention_duties" ADD CONSTRAINT "attention_duties_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
