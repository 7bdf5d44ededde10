ALTER TABLE "event_properties" ADD COLUMN "rollup" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "event_properties" ADD COLUMN "filled_until" date;--> statement-breakpoint
ALTER TABLE "event_properties" ADD COLUMN "fill_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_properties" ADD COLUMN "fill_total" integer;--> statement-breakpoint
UPDATE "event_properties" SET "rollup" = 'ready' WHERE "is_registered" AND "type" = 'text';