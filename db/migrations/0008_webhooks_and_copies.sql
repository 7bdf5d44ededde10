CREATE TABLE "webhook_attempts" (
	"workspace_id" integer NOT NULL,
	"delivery_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"code" integer,
	"duration_ms" integer NOT NULL,
	"excerpt" text DEFAULT '' NOT NULL,
	"error" text,
	CONSTRAINT "webhook_attempts_workspace_id_delivery_id_no_pk" PRIMARY KEY("workspace_id","delivery_id","no")
);
--> statement-breakpoint
CREATE TABLE "webhook_changes" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"customer_no" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"has_entered" boolean NOT NULL,
	"cause" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"segment_no" integer,
	"cause" text,
	"at" timestamp with time zone NOT NULL,
	"customer_nos" integer[] DEFAULT '{}'::integer[] NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_segments" (
	"workspace_id" integer NOT NULL,
	"webhook_id" uuid NOT NULL,
	"segment_no" integer NOT NULL,
	CONSTRAINT "webhook_segments_workspace_id_webhook_id_segment_no_pk" PRIMARY KEY("workspace_id","webhook_id","segment_no")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_until" timestamp with time zone,
	"is_on" boolean DEFAULT true NOT NULL,
	"failing_since" timestamp with time zone,
	"stopped_because" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhooks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "origin_id" uuid;--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "origin_version" integer;--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "copied_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_workspace_id_delivery_id_webhook_deliveries_workspace_id_id_fk" FOREIGN KEY ("workspace_id","delivery_id") REFERENCES "public"."webhook_deliveries"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_workspace_id_webhook_id_webhooks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","webhook_id") REFERENCES "public"."webhooks"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_workspace_id_segment_no_segments_workspace_id_no_fk" FOREIGN KEY ("workspace_id","segment_no") REFERENCES "public"."segments"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_segments" ADD CONSTRAINT "webhook_segments_workspace_id_webhook_id_webhooks_workspace_id_id_fk" FOREIGN KEY ("workspace_id","webhook_id") REFERENCES "public"."webhooks"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_segments" ADD CONSTRAINT "webhook_segments_workspace_id_segment_no_segments_workspace_id_no_fk" FOREIGN KEY ("workspace_id","segment_no") REFERENCES "public"."segments"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_changes_segment" ON "webhook_changes" USING btree ("workspace_id","segment_no");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook" ON "webhook_deliveries" USING btree ("workspace_id","webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("workspace_id","webhook_id","due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_segments_segment" ON "webhook_segments" USING btree ("workspace_id","segment_no");--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_workspace_id_origin_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","origin_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;