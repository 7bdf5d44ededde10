CREATE TABLE "fact_counts" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"version" integer NOT NULL,
	"counts" jsonb NOT NULL,
	"tx" bigint NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "fact_counts_workspace_id_segment_no_pk" PRIMARY KEY("workspace_id","segment_no")
);
--> statement-breakpoint
ALTER TABLE "fact_counts" ADD CONSTRAINT "fact_counts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;