ALTER TABLE "campaigns" DROP COLUMN "offer";--> statement-breakpoint
ALTER TABLE "campaigns" DROP COLUMN "message";--> statement-breakpoint
ALTER TABLE "campaigns" DROP COLUMN "spent_minor";