CREATE TABLE "value_runs" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"stage" text NOT NULL,
	"discount" double precision NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"fit" jsonb,
	"finished_at" timestamp with time zone,
	CONSTRAINT "value_runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "customer_metrics" ADD COLUMN "chance_active" real;--> statement-breakpoint
ALTER TABLE "customer_metrics" ADD COLUMN "expected_orders" real;--> statement-breakpoint
ALTER TABLE "customer_metrics" ADD COLUMN "expected_value_minor" bigint;--> statement-breakpoint
ALTER TABLE "value_runs" ADD CONSTRAINT "value_runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "value_runs_finished" ON "value_runs" USING btree ("workspace_id","finished_at") WHERE stage = 'done';