CREATE TABLE "report_campaigns" (
	"workspace_id" integer NOT NULL,
	"report_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	CONSTRAINT "report_campaigns_workspace_id_report_id_campaign_id_pk" PRIMARY KEY("workspace_id","report_id","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "report_recipients" (
	"workspace_id" integer NOT NULL,
	"report_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "report_recipients_workspace_id_report_id_user_id_pk" PRIMARY KEY("workspace_id","report_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "report_segments" (
	"workspace_id" integer NOT NULL,
	"report_id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	CONSTRAINT "report_segments_workspace_id_report_id_segment_id_pk" PRIMARY KEY("workspace_id","report_id","segment_id")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"period" text NOT NULL,
	"sections" text[] NOT NULL,
	"announced_from" date,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "reports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "report_campaigns" ADD CONSTRAINT "report_campaigns_workspace_id_report_id_reports_workspace_id_id_fk" FOREIGN KEY ("workspace_id","report_id") REFERENCES "public"."reports"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_campaigns" ADD CONSTRAINT "report_campaigns_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_recipients" ADD CONSTRAINT "report_recipients_workspace_id_report_id_reports_workspace_id_id_fk" FOREIGN KEY ("workspace_id","report_id") REFERENCES "public"."reports"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_recipients" ADD CONSTRAINT "report_recipients_workspace_id_user_id_members_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_segments" ADD CONSTRAINT "report_segments_workspace_id_report_id_reports_workspace_id_id_fk" FOREIGN KEY ("workspace_id","report_id") REFERENCES "public"."reports"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_segments" ADD CONSTRAINT "report_segments_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;