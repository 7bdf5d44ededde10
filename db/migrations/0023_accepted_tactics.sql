ALTER TABLE "plan_items" ADD COLUMN "accepted_by" uuid;--> statement-breakpoint
UPDATE "plan_items" SET "accepted_by" = "assignee_id" WHERE "assignee_id" IS NOT NULL;
