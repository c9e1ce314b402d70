-- How far the checkouts that began on a day came, and what waits to be captured (ADR 25).
CREATE TABLE "checkout_days" (
    "id" BIGSERIAL NOT NULL,
    "mode" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "step" TEXT NOT NULL,
    "orders_count" INTEGER NOT NULL,
    "is_folded" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "checkout_days_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "checkout_days_mode_currency_code_day_idx" ON "checkout_days"("mode", "currency_code", "day");
CREATE INDEX "checkout_days_unfolded" ON "checkout_days"("id") WHERE NOT "is_folded";
CREATE UNIQUE INDEX "checkout_days_one_folded" ON "checkout_days"("mode", "currency_code", "day", "step") WHERE "is_folded";

ALTER TABLE "checkout_days" ADD CONSTRAINT "checkout_days_step_known" CHECK ("step" IN ('cart', 'contact', 'delivery', 'payment', 'placed'));

-- What of an order is counted, so that a change is the difference, from whichever table it comes.
CREATE TABLE "checkout_counted" (
    "order_id" TEXT NOT NULL,
    "currency_code" TEXT NOT NULL,
    "steps" TEXT[],

    CONSTRAINT "checkout_counted_pkey" PRIMARY KEY ("order_id")
);
ALTER TABLE "checkout_counted" ADD CONSTRAINT "checkout_counted_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is held and not captured yet, by when that began.
CREATE INDEX "orders_to_capture" ON "orders"("mode", "currency_code", "payment_updated_at", "total_minor") WHERE "payment_status" = 'authorized';

-- How far an order has come. Whoever pays has done what comes before, in whatever order a client did it. One expression, so
-- that it costs no call of its own where many are asked for.
CREATE FUNCTION "checkout_steps"("o" "orders", "has_delivery" BOOLEAN) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN o."placed_at" IS NOT NULL THEN ARRAY['cart', 'contact', 'delivery', 'payment', 'placed']
    WHEN o."attempts_count" > 0 THEN ARRAY['cart', 'contact', 'delivery', 'payment']
    ELSE array_remove(ARRAY[
      CASE WHEN o."subtotal_minor" > 0 THEN 'cart' END,
      CASE WHEN o."customer_id" IS NOT NULL
        AND (o."shipping_address_id" IS NOT NULL OR o."billing_address_id" IS NOT NULL) THEN 'contact' END,
      CASE WHEN "has_delivery" AND o."customer_id" IS NOT NULL
        AND (o."shipping_address_id" IS NOT NULL OR o."billing_address_id" IS NOT NULL) THEN 'delivery' END], NULL)
    END
$$;

CREATE FUNCTION "has_delivery"("order" TEXT) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM "shipments" WHERE "order_id" = "order" AND "shipping_method_id" IS NOT NULL)
$$;

-- Orders that are made in one go are counted together.
CREATE FUNCTION "checkout_days_begin"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH begun AS MATERIALIZED (
    SELECT a."id", a."mode", a."currency_code", "organization_day"(a."created_at") AS "day",
      "checkout_steps"(ROW(a.*)::"orders", EXISTS (
        SELECT 1 FROM "shipments" s WHERE s."order_id" = a."id" AND s."shipping_method_id" IS NOT NULL)) AS "steps"
    FROM added a
    -- A row beside it in the same statement may have counted it.
    WHERE NOT EXISTS (SELECT 1 FROM "checkout_counted" c WHERE c."order_id" = a."id")
  ), kept AS (
    INSERT INTO "checkout_counted" ("order_id", "currency_code", "steps")
    SELECT "id", "currency_code", "steps" FROM begun
  )
  INSERT INTO "checkout_days" ("mode", "currency_code", "day", "step", "orders_count")
  SELECT b."mode", b."currency_code", b."day", s, count(*) FROM begun b CROSS JOIN LATERAL unnest(b."steps") s
  GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;

CREATE FUNCTION "checkout_moved"("order" TEXT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  now_is "orders";
  before "checkout_counted";
  after text[];
BEGIN
  SELECT * INTO now_is FROM "orders" WHERE "id" = "order";
  IF now_is."id" IS NULL THEN RETURN; END IF;
  after := "checkout_steps"(now_is, "has_delivery"("order"));
  SELECT * INTO before FROM "checkout_counted" WHERE "order_id" = "order";
  IF before."steps" = after AND before."currency_code" = now_is."currency_code" THEN RETURN; END IF;
  INSERT INTO "checkout_days" ("mode", "currency_code", "day", "step", "orders_count")
  SELECT now_is."mode", m."currency_code", "organization_day"(now_is."created_at"), m."step", sum(m."times")
  FROM (
    SELECT before."currency_code", unnest(before."steps") AS "step", -1 AS "times"
    UNION ALL SELECT now_is."currency_code", unnest(after), 1
  ) m
  GROUP BY m."currency_code", m."step" HAVING sum(m."times") <> 0;
  INSERT INTO "checkout_counted" ("order_id", "currency_code", "steps") VALUES ("order", now_is."currency_code", after)
  ON CONFLICT ("order_id") DO UPDATE SET "currency_code" = excluded."currency_code", "steps" = excluded."steps";
END $$;

CREATE FUNCTION "checkout_days_follow"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'orders' THEN PERFORM "checkout_moved"(NEW."id");
  ELSE PERFORM "checkout_moved"(NEW."order_id"); END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION "checkout_days_recount"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE "orders" IN SHARE MODE;
  DELETE FROM "checkout_days";
  DELETE FROM "checkout_counted";
  INSERT INTO "checkout_counted" ("order_id", "currency_code", "steps")
  SELECT o."id", o."currency_code", "checkout_steps"(o, EXISTS (
    SELECT 1 FROM "shipments" s WHERE s."order_id" = o."id" AND s."shipping_method_id" IS NOT NULL))
  FROM "orders" o;
  INSERT INTO "checkout_days" ("mode", "currency_code", "day", "step", "orders_count", "is_folded")
  SELECT o."mode", o."currency_code", (o."created_at" AT TIME ZONE z."name")::date, s, count(*), true
  FROM "orders" o JOIN "checkout_counted" c ON c."order_id" = o."id" CROSS JOIN "organization_zone" z
    CROSS JOIN LATERAL unnest(c."steps") s
  GROUP BY 1, 2, 3, 4;
END $$;

CREATE OR REPLACE FUNCTION "days_begin_elsewhere"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM now() AT TIME ZONE NEW."time_zone";
  PERFORM "payment_fact_days_recount"();
  PERFORM "checkout_days_recount"();
  RETURN NULL;
END $$;

SELECT "checkout_days_recount"();

CREATE TRIGGER "checkout_days_begun" AFTER INSERT ON "orders"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "checkout_days_begin"();
-- Asked of each row before anything is called: most writes of an order are no step.
CREATE TRIGGER "checkout_days_moved" AFTER UPDATE ON "orders" FOR EACH ROW
  WHEN ((OLD."subtotal_minor" > 0) <> (NEW."subtotal_minor" > 0)
    OR (OLD."customer_id" IS NULL) <> (NEW."customer_id" IS NULL)
    OR (OLD."shipping_address_id" IS NULL) <> (NEW."shipping_address_id" IS NULL)
    OR (OLD."billing_address_id" IS NULL) <> (NEW."billing_address_id" IS NULL)
    OR (OLD."attempts_count" > 0) <> (NEW."attempts_count" > 0)
    OR (OLD."placed_at" IS NULL) <> (NEW."placed_at" IS NULL)
    OR OLD."currency_code" <> NEW."currency_code")
  EXECUTE FUNCTION "checkout_days_follow"();
CREATE TRIGGER "checkout_days_shipped" AFTER UPDATE OF "shipping_method_id" ON "shipments" FOR EACH ROW
  WHEN ((OLD."shipping_method_id" IS NULL) <> (NEW."shipping_method_id" IS NULL))
  EXECUTE FUNCTION "checkout_days_follow"();
CREATE TRIGGER "checkout_days_ships" AFTER INSERT ON "shipments" FOR EACH ROW
  WHEN (NEW."shipping_method_id" IS NOT NULL) EXECUTE FUNCTION "checkout_days_follow"();
