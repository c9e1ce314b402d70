-- What payments came to, by day of the organization's time zone: reports and totals read these, never a million payments (ADR 25).
CREATE TABLE "payment_fact_days" (
    "id" BIGSERIAL NOT NULL,
    "mode" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "payment_method_id" TEXT NOT NULL,
    "fact" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "times_count" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "is_folded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "payment_fact_days_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "payment_fact_days_mode_currency_code_day_idx" ON "payment_fact_days"("mode", "currency_code", "day");
CREATE INDEX "payment_fact_days_unfolded" ON "payment_fact_days"("id") WHERE NOT "is_folded";
CREATE UNIQUE INDEX "payment_fact_days_one_folded" ON "payment_fact_days"("mode", "currency_code", "day", "gateway_id", "payment_method_id", "fact", "detail") WHERE "is_folded";

ALTER TABLE "payment_fact_days" ADD CONSTRAINT "payment_fact_days_fact_known" CHECK ("fact" IN ('authorization', 'capture', 'void', 'refund', 'declined', 'failed', 'three_ds', 'paid_later'));

-- Where days begin. To be joined where many rows ask: the database looks once, while a function looks once a row.
CREATE VIEW "organization_zone" AS
SELECT COALESCE((SELECT "time_zone" FROM "organizations" LIMIT 1), 'UTC') AS "name";

-- The day of an instant where the organization is.
CREATE FUNCTION "organization_day"("at" TIMESTAMPTZ) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT ("at" AT TIME ZONE "name")::date FROM "organization_zone"
$$;

-- What one transaction adds to its day: nothing before it has ended. A capture, void or refund counts where it succeeded;
-- an authorization also where it did not. Whoever pays after a decline has paid it later: told by the success, on the
-- decline's own day.
CREATE FUNCTION "payment_facts"("t" "transactions")
RETURNS TABLE ("mode" TEXT, "currency_code" TEXT, "day" DATE, "gateway_id" TEXT, "payment_method_id" TEXT,
  "fact" TEXT, "detail" TEXT, "amount_minor" BIGINT) LANGUAGE sql STABLE AS $$
  SELECT s."mode", t."currency_code", (t."settled_at" AT TIME ZONE z."name")::date, t."gateway_id",
    COALESCE(s."payment_method_id", ''), f."fact", f."detail", t."amount_minor"
  FROM "payment_sources" s CROSS JOIN "organization_zone" z CROSS JOIN LATERAL (
    SELECT CASE t."status" WHEN 'succeeded' THEN t."kind" ELSE t."status" END AS "fact",
      CASE t."status" WHEN 'declined' THEN COALESCE(t."decline_code", 'unknown') ELSE '' END AS "detail"
    UNION ALL
    SELECT 'three_ds', CASE
      WHEN t."decline_code" = 'authentication_failed' THEN 'failed'
      WHEN said."answer" IN ('Y', 'authenticated') THEN 'passed'
      WHEN said."answer" IN ('A', 'attempt_acknowledged') THEN 'attempted'
      WHEN said."answer" IN ('N', 'R', 'failed') THEN 'failed'
      ELSE 'not_used' END
    FROM (SELECT COALESCE(
      s."attributes" #>> '{payment_response,3ds,authentication_response}',
      s."attributes" #>> '{payment_method,card,three_d_secure,result}') AS "answer") said
    WHERE t."kind" = 'authorization'
  ) f
  WHERE s."id" = t."source_id" AND t."settled_at" IS NOT NULL
    AND (t."status" = 'succeeded' OR (t."kind" = 'authorization' AND t."status" IN ('declined', 'failed')))
  UNION ALL
  SELECT s."mode", d."currency_code", (d."settled_at" AT TIME ZONE z."name")::date, d."gateway_id",
    COALESCE(s."payment_method_id", ''), 'paid_later', COALESCE(d."decline_code", 'unknown'), d."amount_minor"
  FROM "transactions" d JOIN "payment_sources" s ON s."id" = d."source_id" CROSS JOIN "organization_zone" z
  WHERE t."kind" = 'authorization' AND t."status" = 'succeeded' AND t."attempt" > 1
    AND d."order_id" = t."order_id" AND d."kind" = 'authorization' AND d."status" = 'declined'
    AND d."attempt" < t."attempt" AND d."settled_at" <= t."settled_at"
    AND NOT EXISTS (
      SELECT 1 FROM "transactions" o WHERE o."order_id" = t."order_id" AND o."kind" = 'authorization'
        AND o."status" = 'succeeded' AND o."attempt" > d."attempt" AND o."settled_at" >= d."settled_at"
        AND (o."settled_at", o."id") < (t."settled_at", t."id"))
$$;

-- Additions are rows of their own, so that no payment waits for another; the fold makes one of those that are alike.
CREATE FUNCTION "payment_fact_days_follow"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_OP
  WHEN 'INSERT' THEN
    INSERT INTO "payment_fact_days" ("mode", "currency_code", "day", "gateway_id", "payment_method_id", "fact", "detail", "times_count", "amount_minor")
    SELECT f."mode", f."currency_code", f."day", f."gateway_id", f."payment_method_id", f."fact", f."detail", count(*), sum(f."amount_minor")
    FROM added a CROSS JOIN LATERAL "payment_facts"(ROW(a.*)::"transactions") f
    WHERE a."settled_at" IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7;
  WHEN 'UPDATE' THEN
    INSERT INTO "payment_fact_days" ("mode", "currency_code", "day", "gateway_id", "payment_method_id", "fact", "detail", "times_count", "amount_minor")
    SELECT f."mode", f."currency_code", f."day", f."gateway_id", f."payment_method_id", f."fact", f."detail", sum(m."sign"), sum(m."sign" * f."amount_minor")
    FROM (
      SELECT 1 AS "sign", ROW(a.*)::"transactions" AS "t" FROM added a JOIN gone g ON g."id" = a."id"
      WHERE (a."status", a."amount_minor", a."settled_at", a."currency_code", a."decline_code")
        IS DISTINCT FROM (g."status", g."amount_minor", g."settled_at", g."currency_code", g."decline_code")
      UNION ALL
      SELECT -1, ROW(g.*)::"transactions" FROM gone g JOIN added a ON g."id" = a."id"
      WHERE (a."status", a."amount_minor", a."settled_at", a."currency_code", a."decline_code")
        IS DISTINCT FROM (g."status", g."amount_minor", g."settled_at", g."currency_code", g."decline_code")
    ) m CROSS JOIN LATERAL "payment_facts"(m."t") f
    GROUP BY 1, 2, 3, 4, 5, 6, 7
    HAVING sum(m."sign") <> 0 OR sum(m."sign" * f."amount_minor") <> 0;
  WHEN 'DELETE' THEN
    INSERT INTO "payment_fact_days" ("mode", "currency_code", "day", "gateway_id", "payment_method_id", "fact", "detail", "times_count", "amount_minor")
    SELECT f."mode", f."currency_code", f."day", f."gateway_id", f."payment_method_id", f."fact", f."detail", -count(*), -sum(f."amount_minor")
    FROM gone g CROSS JOIN LATERAL "payment_facts"(ROW(g.*)::"transactions") f
    WHERE g."settled_at" IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7;
  ELSE
    DELETE FROM "payment_fact_days";
  END CASE;
  RETURN NULL;
END $$;

-- From the transactions themselves: at first, and where days begin at another hour from now on.
CREATE FUNCTION "payment_fact_days_recount"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE "transactions" IN SHARE MODE;
  DELETE FROM "payment_fact_days";
  INSERT INTO "payment_fact_days" ("mode", "currency_code", "day", "gateway_id", "payment_method_id", "fact", "detail", "times_count", "amount_minor", "is_folded")
  SELECT f."mode", f."currency_code", f."day", f."gateway_id", f."payment_method_id", f."fact", f."detail", count(*), sum(f."amount_minor"), true
  FROM "transactions" t CROSS JOIN LATERAL "payment_facts"(t) f
  WHERE t."settled_at" IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5, 6, 7;
END $$;

-- A name that the database does not know fails here, where it is set, and not in the middle of a payment.
CREATE FUNCTION "days_begin_elsewhere"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM now() AT TIME ZONE NEW."time_zone";
  PERFORM "payment_fact_days_recount"();
  RETURN NULL;
END $$;

SELECT "payment_fact_days_recount"();

CREATE TRIGGER "payment_fact_days_added" AFTER INSERT ON "transactions"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "payment_fact_days_follow"();
CREATE TRIGGER "payment_fact_days_changed" AFTER UPDATE ON "transactions"
  REFERENCING OLD TABLE AS gone NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "payment_fact_days_follow"();
CREATE TRIGGER "payment_fact_days_less" AFTER DELETE ON "transactions"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "payment_fact_days_follow"();
CREATE TRIGGER "payment_fact_days_none" AFTER TRUNCATE ON "transactions"
  FOR EACH STATEMENT EXECUTE FUNCTION "payment_fact_days_follow"();
CREATE TRIGGER "organization_made" AFTER INSERT ON "organizations"
  FOR EACH ROW EXECUTE FUNCTION "days_begin_elsewhere"();
CREATE TRIGGER "organization_moved" AFTER UPDATE OF "time_zone" ON "organizations"
  FOR EACH ROW WHEN (OLD."time_zone" <> NEW."time_zone") EXECUTE FUNCTION "days_begin_elsewhere"();
