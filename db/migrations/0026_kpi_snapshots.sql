CREATE TABLE "kpi_formulas" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"formula" text NOT NULL,
	"unit" text NOT NULL,
	"polarity" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "kpi_formulas_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "kpi_formulas_name" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "kpi_runs" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"tx" bigint NOT NULL,
	"closed_on" date,
	"segment_nos" integer[] DEFAULT '{}'::int[] NOT NULL,
	"ran_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kpi_snapshots" (
	"workspace_id" integer NOT NULL,
	"grain" text NOT NULL,
	"segment_no" integer NOT NULL,
	"channel" text DEFAULT '' NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"members" bigint DEFAULT 0 NOT NULL,
	"present" bigint DEFAULT 0 NOT NULL,
	"buyers" bigint DEFAULT 0 NOT NULL,
	"repeat_buyers" bigint DEFAULT 0 NOT NULL,
	"new_buyers" bigint DEFAULT 0 NOT NULL,
	"prior_buyers" bigint DEFAULT 0 NOT NULL,
	"returning_buyers" bigint DEFAULT 0 NOT NULL,
	"orders" bigint DEFAULT 0 NOT NULL,
	"revenue_minor" bigint DEFAULT 0 NOT NULL,
	"sent" bigint DEFAULT 0 NOT NULL,
	"bounced" bigint DEFAULT 0 NOT NULL,
	"opened" bigint DEFAULT 0 NOT NULL,
	"clicked" bigint DEFAULT 0 NOT NULL,
	"unsubscribed" bigint DEFAULT 0 NOT NULL,
	"complained" bigint DEFAULT 0 NOT NULL,
	"visits" bigint DEFAULT 0 NOT NULL,
	"corrected_at" timestamp with time zone,
	CONSTRAINT "kpi_snapshots_key" PRIMARY KEY("workspace_id","grain","segment_no","channel","start_on","end_on")
);
--> statement-breakpoint
CREATE TABLE "kpi_values" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"figure" text NOT NULL,
	"day" date NOT NULL,
	"segment_id" uuid,
	"campaign_id" uuid,
	"channel" text DEFAULT '' NOT NULL,
	"value" double precision NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_batch_id" uuid,
	CONSTRAINT "kpi_values_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "kpi_months" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "kpi_months" CASCADE;--> statement-breakpoint
ALTER TABLE "targets" ALTER COLUMN "segment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "targets" ADD COLUMN "campaign_id" uuid;--> statement-breakpoint
ALTER TABLE "targets" ADD COLUMN "told_state" text;--> statement-breakpoint
ALTER TABLE "kpi_formulas" ADD CONSTRAINT "kpi_formulas_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_runs" ADD CONSTRAINT "kpi_runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_snapshots" ADD CONSTRAINT "kpi_snapshots_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_values" ADD CONSTRAINT "kpi_values_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_values" ADD CONSTRAINT "kpi_values_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_values" ADD CONSTRAINT "kpi_values_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kpi_values_day" ON "kpi_values" USING btree ("workspace_id","figure","day");--> statement-breakpoint
CREATE INDEX "kpi_values_batch" ON "kpi_values" USING btree ("workspace_id","batch_id");--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_of_one" CHECK (segment_id is null or campaign_id is null);