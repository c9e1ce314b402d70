-- People of the admin: their sessions, invitations and second factor, and the audit log's way through the one history.
ALTER TABLE "users" ADD COLUMN "totp_encrypted" TEXT,
  ADD COLUMN "totp_enabled_at" TIMESTAMPTZ(3),
  ADD COLUMN "totp_last_step" INTEGER,
  ADD COLUMN "recovery_hashes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "users" ADD CONSTRAINT "users_second_factor_has_key" CHECK ("totp_enabled_at" IS NULL OR "totp_encrypted" IS NOT NULL);

CREATE TABLE "user_sessions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_sessions_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "user_sessions_user_id_started_at_idx" ON "user_sessions"("user_id", "started_at");
CREATE INDEX "user_sessions_expires_at_idx" ON "user_sessions"("expires_at");
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "invitations" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invitations_role" CHECK ("role" IN ('owner', 'operator', 'viewer'))
);
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");
CREATE INDEX "invitations_created_at_idx" ON "invitations"("created_at");
-- One open invitation an address: a second one takes the place of the first.
CREATE UNIQUE INDEX "invitations_open" ON "invitations"("email") WHERE "accepted_at" IS NULL AND "withdrawn_at" IS NULL;

-- The audit log: what people did, among all that shoppers, clients and providers did; of all of them, and of each.
CREATE INDEX "events_of_people" ON "events"("sequence") WHERE "actor_kind" = 'user';
CREATE INDEX "events_of_each_person" ON "events"("actor_id", "sequence") WHERE "actor_kind" = 'user';

-- The inbox as it is looked through: newest first.
CREATE INDEX "webhook_events_received_at_gateway_id_event_id_idx" ON "webhook_events"("received_at", "gateway_id", "event_id");
