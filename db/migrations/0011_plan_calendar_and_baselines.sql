CREATE TABLE "baseline_days" (
	"workspace_id" integer NOT NULL,
	"baseline_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	CONSTRAINT "baseline_days_workspace_id_baseline_id_item_id_pk" PRIMARY KEY("workspace_id","baseline_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "baselines" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "baselines_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "plan_items" ADD COLUMN "is_by_hand" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "workdays" smallint[] DEFAULT '{1,2,3,4,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "baseline_days" ADD CONSTRAINT "baseline_days_workspace_id_baseline_id_baselines_workspace_id_id_fk" FOREIGN KEY ("workspace_id","baseline_id") REFERENCES "public"."baselines"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "baselines" ADD CONSTRAINT "baselines_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;