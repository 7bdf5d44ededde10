CREATE TABLE "campaign_reach" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"reach" jsonb NOT NULL,
	"counted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "campaign_reach" ADD CONSTRAINT "campaign_reach_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;