CREATE TABLE "campaign_outcomes" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"basis" text NOT NULL,
	"sides" jsonb NOT NULL,
	"contact" jsonb NOT NULL,
	"cells" jsonb NOT NULL,
	"figures" jsonb NOT NULL,
	"tx" bigint NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "campaign_outcomes_workspace_id_campaign_id_pk" PRIMARY KEY("workspace_id","campaign_id")
);
--> statement-breakpoint
ALTER TABLE "campaign_outcomes" ADD CONSTRAINT "campaign_outcomes_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;