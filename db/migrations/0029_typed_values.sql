ALTER TABLE "kpi_formulas" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "kpi_values" ADD COLUMN "ended_by" uuid;--> statement-breakpoint
CREATE INDEX "kpi_values_ended" ON "kpi_values" USING btree ("workspace_id","ended_batch_id");