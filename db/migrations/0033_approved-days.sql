ALTER TABLE "campaigns" ADD COLUMN "approved_start_on" date;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "approved_end_on" date;--> statement-breakpoint
UPDATE "campaigns" SET "approved_start_on" = "start_on", "approved_end_on" = "end_on" WHERE "approved_at" IS NOT NULL;
