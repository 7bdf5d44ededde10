ALTER TABLE "campaign_audience" ADD COLUMN "told_orders" integer;--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD COLUMN "told_minor" bigint;--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD COLUMN "told_reached" boolean;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "goal_event" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "design" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "arms" jsonb;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "import_id" uuid;