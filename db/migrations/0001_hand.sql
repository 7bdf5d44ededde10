-- What the schema language cannot say: covering indexes, partitions, trigram search.
CREATE INDEX "orders_customer" ON "orders" ("workspace_id","customer_no","ordered_at") INCLUDE ("amount_minor","is_return");--> statement-breakpoint
CREATE INDEX "orders_time" ON "orders" ("workspace_id","ordered_at") INCLUDE ("customer_no","amount_minor","is_return");--> statement-breakpoint
CREATE INDEX "order_lines_category" ON "order_lines" ("workspace_id","category_no","ordered_at") INCLUDE ("customer_no","amount_minor");--> statement-breakpoint
CREATE INDEX "order_lines_product" ON "order_lines" ("workspace_id","product_no","ordered_at") INCLUDE ("customer_no","amount_minor");--> statement-breakpoint
CREATE INDEX "order_lines_customer" ON "order_lines" ("workspace_id","customer_no");--> statement-breakpoint
CREATE INDEX "events_name" ON "events" ("workspace_id","name_no","occurred_at") INCLUDE ("customer_no");--> statement-breakpoint
CREATE UNIQUE INDEX "event_daily_key" ON "event_daily" ("workspace_id","name_no","day","customer_no") INCLUDE ("count");--> statement-breakpoint
CREATE UNIQUE INDEX "event_property_daily_key" ON "event_property_daily" ("workspace_id","name_no","key","value","day","customer_no") INCLUDE ("count");--> statement-breakpoint
CREATE INDEX "survey_answers_question" ON "survey_answers" ("workspace_id","question_no") INCLUDE ("customer_no","choice","score");--> statement-breakpoint
CREATE INDEX "customers_search" ON "customers" USING gin ((coalesce("first_name",'') || ' ' || coalesce("last_name",'') || ' ' || coalesce("email",'') || ' ' || "external_id") gin_trgm_ops);--> statement-breakpoint
CREATE TABLE "events_other" PARTITION OF "events" DEFAULT;--> statement-breakpoint
-- Makes the monthly partitions for a span of days. Called before a batch is written, never during it. A month
-- whose events already lie in the default partition stays there: correct, only less well pruned.
CREATE FUNCTION "ensure_event_months"(from_day date, to_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  m date := date_trunc('month', from_day)::date;
  part text;
BEGIN
  WHILE m <= to_day LOOP
    part := 'events_' || to_char(m, 'YYYYMM');
    IF to_regclass(part) IS NULL THEN
      PERFORM pg_advisory_xact_lock(727002);
      IF to_regclass(part) IS NULL
        AND NOT EXISTS (SELECT 1 FROM events_other WHERE occurred_at >= (m::timestamp AT TIME ZONE 'UTC') AND occurred_at < ((m + interval '1 month') AT TIME ZONE 'UTC'))
      THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)', part, m || ' 00:00:00+00', (m + interval '1 month')::date || ' 00:00:00+00');
      END IF;
    END IF;
    m := (m + interval '1 month')::date;
  END LOOP;
END $$;
