CREATE TABLE "segment_feeds" (
	"workspace_id" integer NOT NULL,
	"tx" bigint NOT NULL,
	"hours_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_feeds_workspace_id_pk" PRIMARY KEY("workspace_id")
);
--> statement-breakpoint
ALTER TABLE "segment_feeds" ADD CONSTRAINT "segment_feeds_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;