CREATE TABLE "lifecycle_figures" (
	"workspace_id" integer NOT NULL,
	"view" text NOT NULL,
	"segment_no" integer NOT NULL,
	"version" integer NOT NULL,
	"basis" text NOT NULL,
	"rows" jsonb NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lifecycle_figures_workspace_id_view_segment_no_pk" PRIMARY KEY("workspace_id","view","segment_no")
);
--> statement-breakpoint
ALTER TABLE "lifecycle_figures" ADD CONSTRAINT "lifecycle_figures_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;