CREATE TABLE "decision_links" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"segment_id" uuid,
	"segment_version" integer,
	"campaign_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decision_links_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "decision_links_one" CHECK (("decision_links"."segment_id" is null) <> ("decision_links"."campaign_id" is null) and ("decision_links"."segment_id" is null) = ("decision_links"."segment_version" is null))
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"reason" text NOT NULL,
	"outcome" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided_on" date NOT NULL,
	"decided_by" uuid NOT NULL,
	"review_on" date,
	"reminded_of" date,
	"segment_id" uuid,
	"campaign_id" uuid,
	"figure" jsonb,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "decisions_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "decision_links" ADD CONSTRAINT "decision_links_workspace_id_decision_id_decisions_workspace_id_id_fk" FOREIGN KEY ("workspace_id","decision_id") REFERENCES "public"."decisions"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_links" ADD CONSTRAINT "decision_links_workspace_id_segment_id_segment_version_segment_versions_workspace_id_segment_id_version_fk" FOREIGN KEY ("workspace_id","segment_id","segment_version") REFERENCES "public"."segment_versions"("workspace_id","segment_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_links" ADD CONSTRAINT "decision_links_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_workspace_id_decided_by_members_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","decided_by") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decision_links_decision" ON "decision_links" USING btree ("workspace_id","decision_id");--> statement-breakpoint
CREATE INDEX "decision_links_segment" ON "decision_links" USING btree ("workspace_id","segment_id");--> statement-breakpoint
CREATE INDEX "decision_links_campaign" ON "decision_links" USING btree ("workspace_id","campaign_id");--> statement-breakpoint
CREATE INDEX "decisions_day" ON "decisions" USING btree ("workspace_id","decided_on","id");--> statement-breakpoint
CREATE INDEX "decisions_segment" ON "decisions" USING btree ("workspace_id","segment_id");--> statement-breakpoint
CREATE INDEX "decisions_campaign" ON "decisions" USING btree ("workspace_id","campaign_id");