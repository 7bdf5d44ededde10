CREATE TABLE "kpi_standings" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"members" bigint DEFAULT 0 NOT NULL,
	"buyers" bigint DEFAULT 0 NOT NULL,
	"repeat_buyers" bigint DEFAULT 0 NOT NULL,
	"orders" bigint DEFAULT 0 NOT NULL,
	"revenue_minor" bigint DEFAULT 0 NOT NULL,
	"engagement" bigint DEFAULT 0 NOT NULL,
	"in_segments" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "kpi_standings_workspace_id_segment_no_pk" PRIMARY KEY("workspace_id","segment_no")
);
--> statement-breakpoint
ALTER TABLE "kpi_standings" ADD CONSTRAINT "kpi_standings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;