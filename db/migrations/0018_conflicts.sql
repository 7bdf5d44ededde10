CREATE TABLE "allowed_conflicts" (
	"workspace_id" integer NOT NULL,
	"key" text NOT NULL,
	"size" integer NOT NULL,
	"reason" text NOT NULL,
	"allowed_by" uuid,
	"allowed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "allowed_conflicts_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "campaign_exclusions" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	CONSTRAINT "campaign_exclusions_workspace_id_campaign_id_other_id_pk" PRIMARY KEY("workspace_id","campaign_id","other_id")
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "is_yielding" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "contact_rules" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "allowed_conflicts" ADD CONSTRAINT "allowed_conflicts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_exclusions" ADD CONSTRAINT "campaign_exclusions_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_exclusions" ADD CONSTRAINT "campaign_exclusions_workspace_id_other_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","other_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_exclusions_other" ON "campaign_exclusions" USING btree ("workspace_id","other_id");