-- What the admin's list of payments filters, sorts and sums by: one narrow row a payment, written with the facts it repeats.
CREATE TABLE "listed_payments" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "source_type" TEXT NOT NULL,
    "payment_method_id" TEXT,
    "card_brand" TEXT,
    "card_last_digits" TEXT,
    "state" TEXT NOT NULL,
    "decline_code" TEXT,
    "authorized_minor" BIGINT NOT NULL,
    "captured_minor" BIGINT NOT NULL,
    "voided_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,
    "capturable_minor" BIGINT NOT NULL,
    "refunded_at" TIMESTAMPTZ(3),
    "needs_attention" BOOLEAN NOT NULL,

    CONSTRAINT "listed_payments_pkey" PRIMARY KEY ("id")
);

-- The list's days in sums, and what has changed of them since: writers only ever add rows, so that none waits for another.
CREATE TABLE "payment_days" (
    "mode" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "currency_code" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "payments_count" BIGINT NOT NULL,
    "taken_minor" BIGINT NOT NULL,
    "open_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,

    CONSTRAINT "payment_days_pkey" PRIMARY KEY ("mode", "day", "currency_code", "gateway_id", "state")
);
CREATE TABLE "payment_day_changes" (
    "sequence" BIGSERIAL NOT NULL,
    "mode" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "currency_code" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "payments_count" BIGINT NOT NULL,
    "taken_minor" BIGINT NOT NULL,
    "open_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,

    CONSTRAINT "payment_day_changes_pkey" PRIMARY KEY ("sequence")
);

-- Views of the list that people have named.
CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_views_name_key" ON "saved_views"("name");

-- The state of one payment, as `paymentStateOf` of lib/payments/payment-view.ts folds it; a test compares the two.
CREATE FUNCTION "payment_state_of"(
  total BIGINT, authorized BIGINT, captured BIGINT, voided BIGINT, refunded BIGINT, newest TEXT, is_superseded BOOLEAN
) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN captured > 0 AND refunded >= captured THEN 'refunded'
    WHEN captured > 0 AND refunded > 0 THEN 'partially_refunded'
    WHEN captured > 0 AND captured >= total THEN 'paid'
    WHEN captured > 0 THEN 'partially_paid'
    WHEN authorized > 0 AND authorized - voided >= total AND authorized - voided > 0 THEN 'authorized'
    WHEN authorized > 0 AND authorized - voided > 0 AND voided > 0 THEN 'partially_voided'
    WHEN authorized > 0 AND authorized - voided > 0 THEN 'partially_authorized'
    WHEN authorized > 0 THEN 'voided'
    WHEN newest IS NULL OR newest = 'succeeded' THEN CASE WHEN total = 0 THEN 'free' ELSE 'unpaid' END
    WHEN is_superseded AND newest <> 'declined' THEN 'superseded'
    ELSE newest
  END
$$;

-- Every payment as the facts tell it now: what `listed_payments` must equal.
CREATE VIEW "payment_folds" AS
SELECT s."id", s."order_id", s."mode", s."created_at", s."amount_minor", s."currency_code", s."gateway_id",
  s."type" AS "source_type", s."payment_method_id",
  NULLIF(CASE WHEN jsonb_typeof(s."instrument"->'card_type') = 'string' THEN s."instrument"->>'card_type' END, '') AS "card_brand",
  NULLIF(CASE WHEN jsonb_typeof(s."instrument"->'card_last_digits') = 'string' THEN s."instrument"->>'card_last_digits' END, '') AS "card_last_digits",
  f."state",
  CASE WHEN f."state" = 'declined' THEN newest."decline_code" END AS "decline_code",
  sums."authorized_minor", sums."captured_minor", sums."voided_minor", sums."refunded_minor",
  GREATEST(0, sums."authorized_minor" - sums."voided_minor" - sums."captured_minor") AS "capturable_minor",
  sums."refunded_at",
  EXISTS (SELECT 1 FROM "attention_items" i WHERE i."order_id" = s."order_id" AND i."resolved_at" IS NULL
    AND (i."source_id" IS NULL OR i."source_id" = s."id")) AS "needs_attention"
FROM "payment_sources" s
JOIN "orders" o ON o."id" = s."order_id"
CROSS JOIN LATERAL (
  SELECT
    COALESCE(sum(t."amount_minor") FILTER (WHERE t."kind" = 'authorization'), 0)::bigint AS "authorized_minor",
    COALESCE(sum(t."amount_minor") FILTER (WHERE t."kind" = 'capture'), 0)::bigint AS "captured_minor",
    COALESCE(sum(t."amount_minor") FILTER (WHERE t."kind" = 'void'), 0)::bigint AS "voided_minor",
    COALESCE(sum(t."amount_minor") FILTER (WHERE t."kind" = 'refund'), 0)::bigint AS "refunded_minor",
    max(t."settled_at") FILTER (WHERE t."kind" = 'refund') AS "refunded_at"
  FROM "transactions" t WHERE t."source_id" = s."id" AND t."status" = 'succeeded'
) sums
LEFT JOIN LATERAL (
  SELECT t."status", t."superseded_at", t."decline_code" FROM "transactions" t
  WHERE t."source_id" = s."id" AND t."kind" = 'authorization' ORDER BY t."attempt" DESC LIMIT 1
) newest ON true
CROSS JOIN LATERAL (
  SELECT "payment_state_of"(o."total_minor", sums."authorized_minor", sums."captured_minor", sums."voided_minor",
    sums."refunded_minor", newest."status", newest."superseded_at" IS NOT NULL) AS "state"
) f;

-- In PL/pgSQL, whose statements are planned once a connection.
CREATE FUNCTION "list_payment"(given TEXT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "listed_payments" AS l SELECT * FROM "payment_folds" WHERE "id" = given
  ON CONFLICT ("id") DO UPDATE SET "amount_minor" = excluded."amount_minor", "currency_code" = excluded."currency_code",
    "gateway_id" = excluded."gateway_id", "payment_method_id" = excluded."payment_method_id",
    "card_brand" = excluded."card_brand", "card_last_digits" = excluded."card_last_digits", "state" = excluded."state",
    "decline_code" = excluded."decline_code", "authorized_minor" = excluded."authorized_minor",
    "captured_minor" = excluded."captured_minor", "voided_minor" = excluded."voided_minor",
    "refunded_minor" = excluded."refunded_minor", "capturable_minor" = excluded."capturable_minor",
    "refunded_at" = excluded."refunded_at", "needs_attention" = excluded."needs_attention"
  WHERE l IS DISTINCT FROM excluded;
END $$;

-- Each kind of fact leads to the payments that it is of.
CREATE FUNCTION "list_own_payment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "list_payment"(NEW."id");
  RETURN NULL;
END $$;
CREATE FUNCTION "list_payment_of_transaction"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "list_payment"(NEW."source_id");
  RETURN NULL;
END $$;
CREATE FUNCTION "list_payments_of_order"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "list_payment"(s."id") FROM "payment_sources" s WHERE s."order_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE FUNCTION "list_payments_of_item"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "list_payment"(s."id") FROM "payment_sources" s WHERE s."order_id" = NEW."order_id";
  RETURN NULL;
END $$;
CREATE FUNCTION "unlist_payment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "listed_payments" WHERE "id" = OLD."id";
  RETURN NULL;
END $$;

-- One row of difference; every 256th is added up into the days, with those before it, by one writer at a time.
CREATE FUNCTION "count_listed_payment"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_sequence BIGINT;
BEGIN
  INSERT INTO "payment_day_changes" ("mode", "day", "currency_code", "gateway_id", "state",
    "payments_count", "taken_minor", "open_minor", "refunded_minor")
  SELECT d."mode", (d."created_at" AT TIME ZONE 'UTC')::date, d."currency_code", d."gateway_id", d."state", sum(d."times"),
    sum(d."times" * (d."captured_minor" - d."refunded_minor")), sum(d."times" * d."capturable_minor"),
    sum(d."times" * d."refunded_minor")
  FROM (
    SELECT -1 AS "times", OLD."mode", OLD."created_at", OLD."currency_code", OLD."gateway_id", OLD."state",
      OLD."captured_minor", OLD."refunded_minor", OLD."capturable_minor" WHERE TG_OP <> 'INSERT'
    UNION ALL
    SELECT 1, NEW."mode", NEW."created_at", NEW."currency_code", NEW."gateway_id", NEW."state",
      NEW."captured_minor", NEW."refunded_minor", NEW."capturable_minor" WHERE TG_OP <> 'DELETE'
  ) d
  GROUP BY 1, 2, 3, 4, 5
  HAVING sum(d."times") <> 0 OR sum(d."times" * d."captured_minor") <> 0
    OR sum(d."times" * d."refunded_minor") <> 0 OR sum(d."times" * d."capturable_minor") <> 0;
  IF NOT FOUND THEN RETURN NULL; END IF;
  last_sequence := currval('payment_day_changes_sequence_seq');
  IF last_sequence % 256 < 2 AND pg_try_advisory_xact_lock(20261121, 2000) THEN
    PERFORM "add_up_payment_days"();
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "add_up_payment_days"() RETURNS void LANGUAGE sql AS $$
  WITH gone AS (DELETE FROM "payment_day_changes" RETURNING *)
  INSERT INTO "payment_days" AS k
  SELECT "mode", "day", "currency_code", "gateway_id", "state", sum("payments_count"), sum("taken_minor"),
    sum("open_minor"), sum("refunded_minor")
  FROM gone GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT ("mode", "day", "currency_code", "gateway_id", "state") DO UPDATE SET
    "payments_count" = k."payments_count" + excluded."payments_count",
    "taken_minor" = k."taken_minor" + excluded."taken_minor",
    "open_minor" = k."open_minor" + excluded."open_minor",
    "refunded_minor" = k."refunded_minor" + excluded."refunded_minor";
$$;

-- Lists all payments anew and counts their days: for this migration, and after whoever wrote past the triggers.
CREATE FUNCTION "list_all_payments"() RETURNS void LANGUAGE sql AS $$
  INSERT INTO "listed_payments" SELECT * FROM "payment_folds" ON CONFLICT DO NOTHING;
  DELETE FROM "payment_day_changes";
  DELETE FROM "payment_days";
  INSERT INTO "payment_days"
  SELECT "mode", ("created_at" AT TIME ZONE 'UTC')::date, "currency_code", "gateway_id", "state", count(*),
    sum("captured_minor" - "refunded_minor"), sum("capturable_minor"), sum("refunded_minor")
  FROM "listed_payments" GROUP BY 1, 2, 3, 4, 5;
$$;
SELECT "list_all_payments"();

CREATE TRIGGER "listed_payments_follow_new_sources" AFTER INSERT ON "payment_sources"
  FOR EACH ROW EXECUTE FUNCTION "list_own_payment"();
CREATE TRIGGER "listed_payments_follow_sources"
  AFTER UPDATE OF "amount_minor", "currency_code", "gateway_id", "payment_method_id", "instrument" ON "payment_sources"
  FOR EACH ROW EXECUTE FUNCTION "list_own_payment"();
CREATE TRIGGER "listed_payments_end" AFTER DELETE ON "payment_sources"
  FOR EACH ROW EXECUTE FUNCTION "unlist_payment"();
CREATE TRIGGER "listed_payments_follow_new_transactions" AFTER INSERT ON "transactions"
  FOR EACH ROW EXECUTE FUNCTION "list_payment_of_transaction"();
CREATE TRIGGER "listed_payments_follow_transactions"
  AFTER UPDATE OF "status", "amount_minor", "superseded_at", "decline_code", "settled_at" ON "transactions"
  FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION "list_payment_of_transaction"();
CREATE TRIGGER "listed_payments_follow_orders" AFTER UPDATE OF "total_minor" ON "orders"
  FOR EACH ROW WHEN (OLD."total_minor" IS DISTINCT FROM NEW."total_minor") EXECUTE FUNCTION "list_payments_of_order"();
CREATE TRIGGER "listed_payments_follow_new_items" AFTER INSERT ON "attention_items"
  FOR EACH ROW EXECUTE FUNCTION "list_payments_of_item"();
CREATE TRIGGER "listed_payments_follow_items" AFTER UPDATE OF "resolved_at" ON "attention_items"
  FOR EACH ROW WHEN (OLD."resolved_at" IS DISTINCT FROM NEW."resolved_at") EXECUTE FUNCTION "list_payments_of_item"();
CREATE TRIGGER "payment_days_follow" AFTER INSERT OR UPDATE OR DELETE ON "listed_payments"
  FOR EACH ROW EXECUTE FUNCTION "count_listed_payment"();

-- The list walks each of these either way; every filter has its own order by time.
CREATE INDEX "listed_payments_time" ON "listed_payments"("mode", "created_at", "id");
CREATE INDEX "listed_payments_state" ON "listed_payments"("mode", "state", "created_at", "id");
CREATE INDEX "listed_payments_gateway" ON "listed_payments"("mode", "gateway_id", "created_at", "id");
CREATE INDEX "listed_payments_method" ON "listed_payments"("mode", "payment_method_id", "created_at", "id") WHERE "payment_method_id" IS NOT NULL;
CREATE INDEX "listed_payments_currency" ON "listed_payments"("mode", "currency_code", "created_at", "id");
CREATE INDEX "listed_payments_amount" ON "listed_payments"("mode", "currency_code", "amount_minor", "id");
CREATE INDEX "listed_payments_decline" ON "listed_payments"("mode", "decline_code", "created_at", "id") WHERE "decline_code" IS NOT NULL;
CREATE INDEX "listed_payments_card" ON "listed_payments"("mode", "card_last_digits", "created_at", "id") WHERE "card_last_digits" IS NOT NULL;
CREATE INDEX "listed_payments_attention" ON "listed_payments"("mode", "created_at", "id") WHERE "needs_attention";
CREATE INDEX "listed_payments_capturable" ON "listed_payments"("mode", "created_at", "id") WHERE "capturable_minor" > 0;
CREATE INDEX "listed_payments_refunded" ON "listed_payments"("mode", "refunded_at") WHERE "refunded_at" IS NOT NULL;

-- What the one search box looks up, where nothing indexed it yet.
CREATE INDEX "payment_sources_client_reference" ON "payment_sources"("reference") WHERE "reference" IS NOT NULL;
CREATE INDEX "customers_email_begins" ON "customers"("mode", "email" text_pattern_ops);
