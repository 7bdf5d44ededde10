ALTER TABLE "campaign_audience" ADD COLUMN "variant_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "launch" jsonb;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "hears_launches" boolean DEFAULT false NOT NULL;