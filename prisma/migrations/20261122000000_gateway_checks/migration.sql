-- When a gateway's provider was last asked whether it takes the credentials, and what it answered instead.
ALTER TABLE "gateways" ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "check_code" TEXT,
ADD COLUMN     "check_detail" TEXT;
