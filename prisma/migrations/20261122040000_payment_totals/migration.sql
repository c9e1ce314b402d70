-- The list's days of all time in one row for each mode, currency, gateway and state: a list without dates has its sums from a few dozen
-- rows, not from those of all its days. Written with the days, by the same writer.
CREATE TABLE "payment_totals" (
    "mode" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "gateway_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "payments_count" BIGINT NOT NULL,
    "taken_minor" BIGINT NOT NULL,
    "open_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL,

    CONSTRAINT "payment_totals_pkey" PRIMARY KEY ("mode", "currency_code", "gateway_id", "state")
);

CREATE OR REPLACE FUNCTION "add_up_payment_days"() RETURNS void LANGUAGE sql AS $$
  WITH gone AS (DELETE FROM "payment_day_changes" RETURNING *),
  days AS (
    INSERT INTO "payment_days" AS k
    SELECT "mode", "day", "currency_code", "gateway_id", "state", sum("payments_count"), sum("taken_minor"),
      sum("open_minor"), sum("refunded_minor")
    FROM gone GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT ("mode", "day", "currency_code", "gateway_id", "state") DO UPDATE SET
      "payments_count" = k."payments_count" + excluded."payments_count",
      "taken_minor" = k."taken_minor" + excluded."taken_minor",
      "open_minor" = k."open_minor" + excluded."open_minor",
      "refunded_minor" = k."refunded_minor" + excluded."refunded_minor"
  )
  INSERT INTO "payment_totals" AS k
  SELECT "mode", "currency_code", "gateway_id", "state", sum("payments_count"), sum("taken_minor"),
    sum("open_minor"), sum("refunded_minor")
  FROM gone GROUP BY 1, 2, 3, 4
  ON CONFLICT ("mode", "currency_code", "gateway_id", "state") DO UPDATE SET
    "payments_count" = k."payments_count" + excluded."payments_count",
    "taken_minor" = k."taken_minor" + excluded."taken_minor",
    "open_minor" = k."open_minor" + excluded."open_minor",
    "refunded_minor" = k."refunded_minor" + excluded."refunded_minor";
$$;

CREATE FUNCTION "total_payment_days"() RETURNS void LANGUAGE sql AS $$
  DELETE FROM "payment_totals";
  INSERT INTO "payment_totals"
  SELECT "mode", "currency_code", "gateway_id", "state", sum("payments_count"), sum("taken_minor"), sum("open_minor"),
    sum("refunded_minor")
  FROM "payment_days" GROUP BY 1, 2, 3, 4;
$$;
SELECT "total_payment_days"();

CREATE OR REPLACE FUNCTION "list_all_payments"() RETURNS void LANGUAGE sql AS $$
  INSERT INTO "listed_payments" SELECT * FROM "payment_folds" ON CONFLICT DO NOTHING;
  DELETE FROM "payment_day_changes";
  DELETE FROM "payment_days";
  INSERT INTO "payment_days"
  SELECT "mode", ("created_at" AT TIME ZONE 'UTC')::date, "currency_code", "gateway_id", "state", count(*),
    sum("captured_minor" - "refunded_minor"), sum("capturable_minor"), sum("refunded_minor")
  FROM "listed_payments" GROUP BY 1, 2, 3, 4, 5;
  SELECT "total_payment_days"();
$$;
