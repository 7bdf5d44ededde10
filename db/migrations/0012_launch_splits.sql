CREATE TABLE "campaign_left_out" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"customer_no" integer NOT NULL,
	"segment_id" uuid NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "campaign_left_out_workspace_id_campaign_id_customer_no_pk" PRIMARY KEY("workspace_id","campaign_id","customer_no")
);
--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD COLUMN "stratum" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "split_salt" text DEFAULT gen_random_uuid()::text NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "stratify_by" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_left_out" ADD CONSTRAINT "campaign_left_out_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_left_out" ADD CONSTRAINT "campaign_left_out_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_left_out" ADD CONSTRAINT "campaign_left_out_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_left_out_customer" ON "campaign_left_out" USING btree ("workspace_id","customer_no");