CREATE TABLE "persona_notes" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"title" text NOT NULL,
	"held_on" date NOT NULL,
	"who" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"quotes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "persona_notes_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "persona_facts" ADD COLUMN "unpinned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "persona_facts" ADD COLUMN "drifted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "persona_facts" ADD COLUMN "current" jsonb;--> statement-breakpoint
ALTER TABLE "persona_facts" ADD COLUMN "previous" jsonb;--> statement-breakpoint
ALTER TABLE "persona_statements" ADD COLUMN "note_id" uuid;--> statement-breakpoint
ALTER TABLE "personas" ADD COLUMN "facts_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "persona_notes" ADD CONSTRAINT "persona_notes_workspace_id_persona_id_personas_workspace_id_id_fk" FOREIGN KEY ("workspace_id","persona_id") REFERENCES "public"."personas"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "persona_notes_persona" ON "persona_notes" USING btree ("workspace_id","persona_id","held_on");--> statement-breakpoint
ALTER TABLE "persona_statements" ADD CONSTRAINT "persona_statements_workspace_id_note_id_persona_notes_workspace_id_id_fk" FOREIGN KEY ("workspace_id","note_id") REFERENCES "public"."persona_notes"("workspace_id","id") ON DELETE no action ON UPDATE no action;