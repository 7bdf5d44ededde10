CREATE TABLE "forecasts" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"metric" text NOT NULL,
	"week" date NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "forecasts_workspace_id_segment_no_metric_week_pk" PRIMARY KEY("workspace_id","segment_no","metric","week")
);
--> statement-breakpoint
ALTER TABLE "forecasts" ADD CONSTRAINT "forecasts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;