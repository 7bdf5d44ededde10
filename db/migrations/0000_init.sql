CREATE TABLE "campaign_audience" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"customer_no" integer NOT NULL,
	"segment_id" uuid NOT NULL,
	"is_control" boolean NOT NULL,
	CONSTRAINT "campaign_audience_workspace_id_campaign_id_customer_no_pk" PRIMARY KEY("workspace_id","campaign_id","customer_no")
);
--> statement-breakpoint
CREATE TABLE "campaign_segments" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"segment_version" integer NOT NULL,
	CONSTRAINT "campaign_segments_workspace_id_campaign_id_segment_id_pk" PRIMARY KEY("workspace_id","campaign_id","segment_id")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"objective" text DEFAULT '' NOT NULL,
	"journey_stage" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"channels" text[] DEFAULT '{}' NOT NULL,
	"owner_id" uuid,
	"persona_id" uuid,
	"offer" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"budget_minor" bigint,
	"spent_minor" bigint DEFAULT 0 NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"control_share" smallint DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"launched_at" timestamp with time zone,
	CONSTRAINT "campaigns_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "dependencies" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"from_campaign_id" uuid NOT NULL,
	"from_item_id" uuid,
	"to_campaign_id" uuid NOT NULL,
	"to_item_id" uuid,
	"type" text DEFAULT 'FS' NOT NULL,
	"lag_days" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "dependencies_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "plan_items" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"channel" text,
	"assignee_id" uuid,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"hours" integer DEFAULT 0 NOT NULL,
	"progress" smallint DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	"position" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_items_workspace_id_campaign_id_id_pk" PRIMARY KEY("workspace_id","campaign_id","id"),
	CONSTRAINT "plan_items_id" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "attributes" (
	"workspace_id" integer NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"type" text NOT NULL,
	"dimension" text DEFAULT 'demographic' NOT NULL,
	"choices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"source" text,
	"special" text,
	"is_personal" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attributes_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "consent_log" (
	"workspace_id" integer NOT NULL,
	"customer_no" integer NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_metrics" (
	"workspace_id" integer NOT NULL,
	"customer_no" integer NOT NULL,
	"order_count" integer DEFAULT 0 NOT NULL,
	"return_count" integer DEFAULT 0 NOT NULL,
	"spend_minor" bigint DEFAULT 0 NOT NULL,
	"first_order_at" timestamp with time zone,
	"last_order_at" timestamp with time zone,
	"event_count" integer DEFAULT 0 NOT NULL,
	"last_event_at" timestamp with time zone,
	"rfm_recency" smallint,
	"rfm_frequency" smallint,
	"rfm_monetary" smallint,
	"engagement" smallint DEFAULT 0 NOT NULL,
	"tx" bigint DEFAULT (pg_current_xact_id()::text::bigint) NOT NULL,
	CONSTRAINT "customer_metrics_workspace_id_customer_no_pk" PRIMARY KEY("workspace_id","customer_no")
) WITH (fillfactor = 85);
--> statement-breakpoint
CREATE TABLE "customers" (
	"workspace_id" integer NOT NULL,
	"no" integer NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"email" text,
	"first_name" text,
	"last_name" text,
	"phone" text,
	"birth_date" date,
	"gender" text,
	"country" text,
	"region" text,
	"city" text,
	"postcode" text,
	"language" text,
	"company" text,
	"industry" text,
	"company_size" integer,
	"job_title" text,
	"marital_status" text,
	"education" text,
	"income" double precision,
	"source" text,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"consent_email" text DEFAULT 'unknown' NOT NULL,
	"consent_sms" text DEFAULT 'unknown' NOT NULL,
	"consent_phone" text DEFAULT 'unknown' NOT NULL,
	"consent_post" text DEFAULT 'unknown' NOT NULL,
	"consent_ads" text DEFAULT 'unknown' NOT NULL,
	"suppressed_at" timestamp with time zone,
	"objected_at" timestamp with time zone,
	"erased_at" timestamp with time zone,
	"attrs" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"import_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tx" bigint DEFAULT (pg_current_xact_id()::text::bigint) NOT NULL,
	CONSTRAINT "customers_workspace_id_no_pk" PRIMARY KEY("workspace_id","no"),
	CONSTRAINT "customers_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "customers_external_id" UNIQUE("workspace_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "event_daily" (
	"workspace_id" integer NOT NULL,
	"name_no" integer NOT NULL,
	"day" date NOT NULL,
	"customer_no" integer NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_ids" (
	"workspace_id" integer NOT NULL,
	"message_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_ids_workspace_id_message_id_pk" PRIMARY KEY("workspace_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "event_names" (
	"workspace_id" integer NOT NULL,
	"no" integer NOT NULL,
	"name" text NOT NULL,
	"label" text NOT NULL,
	CONSTRAINT "event_names_workspace_id_no_pk" PRIMARY KEY("workspace_id","no"),
	CONSTRAINT "event_names_name" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "event_properties" (
	"workspace_id" integer NOT NULL,
	"name_no" integer NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"is_registered" boolean DEFAULT false NOT NULL,
	CONSTRAINT "event_properties_workspace_id_name_no_key_pk" PRIMARY KEY("workspace_id","name_no","key")
);
--> statement-breakpoint
CREATE TABLE "event_property_daily" (
	"workspace_id" integer NOT NULL,
	"name_no" integer NOT NULL,
	"key" text NOT NULL,
	"value" text NOT NULL,
	"day" date NOT NULL,
	"customer_no" integer NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"workspace_id" integer NOT NULL,
	"customer_no" integer NOT NULL,
	"name_no" integer NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"message_id" text NOT NULL,
	"props" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"tx" bigint DEFAULT (pg_current_xact_id()::text::bigint) NOT NULL
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "survey_answers" (
	"workspace_id" integer NOT NULL,
	"question_no" integer NOT NULL,
	"customer_no" integer NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	"choice" text,
	"score" double precision,
	"tx" bigint DEFAULT (pg_current_xact_id()::text::bigint) NOT NULL,
	CONSTRAINT "survey_answers_workspace_id_question_no_customer_no_answered_at_pk" PRIMARY KEY("workspace_id","question_no","customer_no","answered_at")
);
--> statement-breakpoint
CREATE TABLE "survey_questions" (
	"workspace_id" integer NOT NULL,
	"no" integer NOT NULL,
	"survey_id" uuid NOT NULL,
	"key" text NOT NULL,
	"text" text NOT NULL,
	"type" text NOT NULL,
	"choices" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "survey_questions_workspace_id_no_pk" PRIMARY KEY("workspace_id","no"),
	CONSTRAINT "survey_questions_key" UNIQUE("workspace_id","survey_id","key")
);
--> statement-breakpoint
CREATE TABLE "surveys" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "surveys_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "kpi_months" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"month" date NOT NULL,
	"members" integer NOT NULL,
	"buyers" integer NOT NULL,
	"repeat_buyers" integer NOT NULL,
	"orders" integer NOT NULL,
	"revenue_minor" bigint NOT NULL,
	CONSTRAINT "kpi_months_workspace_id_segment_no_month_pk" PRIMARY KEY("workspace_id","segment_no","month")
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"metric" text NOT NULL,
	"start_on" date NOT NULL,
	"end_on" date NOT NULL,
	"value" double precision NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "targets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"workspace_id" integer NOT NULL,
	"no" integer NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "categories_workspace_id_no_pk" PRIMARY KEY("workspace_id","no"),
	CONSTRAINT "categories_name" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"workspace_id" integer NOT NULL,
	"order_no" integer NOT NULL,
	"line_no" integer NOT NULL,
	"product_no" integer,
	"category_no" integer,
	"customer_no" integer NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"quantity" double precision NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "order_lines_workspace_id_order_no_line_no_pk" PRIMARY KEY("workspace_id","order_no","line_no")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"workspace_id" integer NOT NULL,
	"no" integer NOT NULL,
	"external_id" text NOT NULL,
	"customer_no" integer NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"amount_minor" bigint NOT NULL,
	"is_return" boolean DEFAULT false NOT NULL,
	"channel" text,
	"import_id" uuid,
	"tx" bigint DEFAULT (pg_current_xact_id()::text::bigint) NOT NULL,
	CONSTRAINT "orders_workspace_id_no_pk" PRIMARY KEY("workspace_id","no"),
	CONSTRAINT "orders_external_id" UNIQUE("workspace_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"workspace_id" integer NOT NULL,
	"no" integer NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"category_no" integer,
	CONSTRAINT "products_workspace_id_no_pk" PRIMARY KEY("workspace_id","no"),
	CONSTRAINT "products_external_id" UNIQUE("workspace_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "persona_facts" (
	"workspace_id" integer NOT NULL,
	"persona_id" uuid NOT NULL,
	"key" text NOT NULL,
	"position" integer NOT NULL,
	"value" jsonb NOT NULL,
	"pinned_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "persona_facts_workspace_id_persona_id_key_pk" PRIMARY KEY("workspace_id","persona_id","key")
);
--> statement-breakpoint
CREATE TABLE "persona_statements" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"persona_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"evidence" text NOT NULL,
	"link" text,
	"position" integer NOT NULL,
	CONSTRAINT "persona_statements_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "personas" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"name" text NOT NULL,
	"tagline" text DEFAULT '' NOT NULL,
	"story" text DEFAULT '' NOT NULL,
	"quote" text DEFAULT '' NOT NULL,
	"journey_stage" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "personas_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "segment_assignments" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"action" text NOT NULL,
	"from_user_id" uuid,
	"to_user_id" uuid,
	"by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "segment_assignments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "segment_changes" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"customer_no" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"has_entered" boolean NOT NULL,
	"cause" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "segment_members" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"customer_no" integer NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "segment_members_workspace_id_segment_no_customer_no_pk" PRIMARY KEY("workspace_id","segment_no","customer_no")
);
--> statement-breakpoint
CREATE TABLE "segment_overrides" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"customer_no" integer NOT NULL,
	"is_included" boolean NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segment_overrides_workspace_id_segment_no_customer_no_pk" PRIMARY KEY("workspace_id","segment_no","customer_no")
);
--> statement-breakpoint
CREATE TABLE "segment_sizes" (
	"workspace_id" integer NOT NULL,
	"segment_no" integer NOT NULL,
	"day" date NOT NULL,
	"size" integer NOT NULL,
	CONSTRAINT "segment_sizes_workspace_id_segment_no_day_pk" PRIMARY KEY("workspace_id","segment_no","day")
);
--> statement-breakpoint
CREATE TABLE "segment_versions" (
	"workspace_id" integer NOT NULL,
	"segment_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"rule" jsonb NOT NULL,
	"sentence" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"size_before" integer,
	"size_after" integer,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segment_versions_workspace_id_segment_id_version_pk" PRIMARY KEY("workspace_id","segment_id","version")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"no" integer NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"dimension" text NOT NULL,
	"parent_id" uuid,
	"owner_id" uuid,
	"rule" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"size" integer,
	"evaluated_at" timestamp with time zone,
	"evaluation_error" text,
	"archived_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "segments_no" UNIQUE("workspace_id","no"),
	CONSTRAINT "segments_name" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject" text,
	"detail" jsonb,
	CONSTRAINT "audit_log_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"workspace_id" integer NOT NULL,
	"noun" text NOT NULL,
	"last_no" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "counters_workspace_id_noun_pk" PRIMARY KEY("workspace_id","noun")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"role" text NOT NULL,
	"email" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_by" uuid,
	"accepted_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"workspace_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"weekly_hours" integer DEFAULT 40 NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "members_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"title" text NOT NULL,
	"href" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notifications_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"resets_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"active_workspace_id" integer,
	"user_agent" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "workspaces_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"time_zone" text NOT NULL,
	"floor" integer DEFAULT 10 NOT NULL,
	"contact_cap" integer DEFAULT 4 NOT NULL,
	"contact_cap_days" integer DEFAULT 7 NOT NULL,
	"holidays" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD CONSTRAINT "campaign_audience_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD CONSTRAINT "campaign_audience_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_audience" ADD CONSTRAINT "campaign_audience_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_segments" ADD CONSTRAINT "campaign_segments_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_segments" ADD CONSTRAINT "campaign_segments_workspace_id_segment_id_segment_version_segment_versions_workspace_id_segment_id_version_fk" FOREIGN KEY ("workspace_id","segment_id","segment_version") REFERENCES "public"."segment_versions"("workspace_id","segment_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_owner_id_members_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_persona_id_personas_workspace_id_id_fk" FOREIGN KEY ("workspace_id","persona_id") REFERENCES "public"."personas"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependencies" ADD CONSTRAINT "dependencies_workspace_id_from_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","from_campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependencies" ADD CONSTRAINT "dependencies_workspace_id_to_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","to_campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependencies" ADD CONSTRAINT "dependencies_workspace_id_from_campaign_id_from_item_id_plan_items_workspace_id_campaign_id_id_fk" FOREIGN KEY ("workspace_id","from_campaign_id","from_item_id") REFERENCES "public"."plan_items"("workspace_id","campaign_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependencies" ADD CONSTRAINT "dependencies_workspace_id_to_campaign_id_to_item_id_plan_items_workspace_id_campaign_id_id_fk" FOREIGN KEY ("workspace_id","to_campaign_id","to_item_id") REFERENCES "public"."plan_items"("workspace_id","campaign_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_workspace_id_campaign_id_campaigns_workspace_id_id_fk" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_workspace_id_assignee_id_members_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","assignee_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attributes" ADD CONSTRAINT "attributes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_log" ADD CONSTRAINT "consent_log_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_metrics" ADD CONSTRAINT "customer_metrics_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_daily" ADD CONSTRAINT "event_daily_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_ids" ADD CONSTRAINT "event_ids_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_names" ADD CONSTRAINT "event_names_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_properties" ADD CONSTRAINT "event_properties_workspace_id_name_no_event_names_workspace_id_no_fk" FOREIGN KEY ("workspace_id","name_no") REFERENCES "public"."event_names"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_property_daily" ADD CONSTRAINT "event_property_daily_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_workspace_id_name_no_event_names_workspace_id_no_fk" FOREIGN KEY ("workspace_id","name_no") REFERENCES "public"."event_names"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_answers" ADD CONSTRAINT "survey_answers_workspace_id_question_no_survey_questions_workspace_id_no_fk" FOREIGN KEY ("workspace_id","question_no") REFERENCES "public"."survey_questions"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_answers" ADD CONSTRAINT "survey_answers_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_questions" ADD CONSTRAINT "survey_questions_workspace_id_survey_id_surveys_workspace_id_id_fk" FOREIGN KEY ("workspace_id","survey_id") REFERENCES "public"."surveys"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_months" ADD CONSTRAINT "kpi_months_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_workspace_id_order_no_orders_workspace_id_no_fk" FOREIGN KEY ("workspace_id","order_no") REFERENCES "public"."orders"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_workspace_id_product_no_products_workspace_id_no_fk" FOREIGN KEY ("workspace_id","product_no") REFERENCES "public"."products"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_workspace_id_category_no_categories_workspace_id_no_fk" FOREIGN KEY ("workspace_id","category_no") REFERENCES "public"."categories"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_workspace_id_category_no_categories_workspace_id_no_fk" FOREIGN KEY ("workspace_id","category_no") REFERENCES "public"."categories"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persona_facts" ADD CONSTRAINT "persona_facts_workspace_id_persona_id_personas_workspace_id_id_fk" FOREIGN KEY ("workspace_id","persona_id") REFERENCES "public"."personas"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persona_statements" ADD CONSTRAINT "persona_statements_workspace_id_persona_id_personas_workspace_id_id_fk" FOREIGN KEY ("workspace_id","persona_id") REFERENCES "public"."personas"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personas" ADD CONSTRAINT "personas_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_assignments" ADD CONSTRAINT "segment_assignments_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_changes" ADD CONSTRAINT "segment_changes_workspace_id_segment_no_segments_workspace_id_no_fk" FOREIGN KEY ("workspace_id","segment_no") REFERENCES "public"."segments"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_members" ADD CONSTRAINT "segment_members_workspace_id_segment_no_segments_workspace_id_no_fk" FOREIGN KEY ("workspace_id","segment_no") REFERENCES "public"."segments"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_overrides" ADD CONSTRAINT "segment_overrides_workspace_id_segment_no_segments_workspace_id_no_fk" FOREIGN KEY ("workspace_id","segment_no") REFERENCES "public"."segments"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_overrides" ADD CONSTRAINT "segment_overrides_workspace_id_customer_no_customers_workspace_id_no_fk" FOREIGN KEY ("workspace_id","customer_no") REFERENCES "public"."customers"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_sizes" ADD CONSTRAINT "segment_sizes_workspace_id_segment_no_segments_workspace_id_no_fk" FOREIGN KEY ("workspace_id","segment_no") REFERENCES "public"."segments"("workspace_id","no") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_versions" ADD CONSTRAINT "segment_versions_workspace_id_segment_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_workspace_id_parent_id_segments_workspace_id_id_fk" FOREIGN KEY ("workspace_id","parent_id") REFERENCES "public"."segments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_workspace_id_owner_id_members_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "counters" ADD CONSTRAINT "counters_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_created_by_members_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_user_id_members_workspace_id_user_id_fk" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_active_workspace_id_workspaces_id_fk" FOREIGN KEY ("active_workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_audience_customer" ON "campaign_audience" USING btree ("workspace_id","customer_no");--> statement-breakpoint
CREATE INDEX "campaign_segments_segment" ON "campaign_segments" USING btree ("workspace_id","segment_id");--> statement-breakpoint
CREATE INDEX "campaigns_dates" ON "campaigns" USING btree ("workspace_id","start_on","end_on");--> statement-breakpoint
CREATE INDEX "campaigns_owner" ON "campaigns" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "dependencies_from" ON "dependencies" USING btree ("workspace_id","from_campaign_id");--> statement-breakpoint
CREATE INDEX "dependencies_to" ON "dependencies" USING btree ("workspace_id","to_campaign_id");--> statement-breakpoint
CREATE INDEX "plan_items_assignee" ON "plan_items" USING btree ("workspace_id","assignee_id","end_on");--> statement-breakpoint
CREATE INDEX "consent_log_customer" ON "consent_log" USING btree ("workspace_id","customer_no","at");--> statement-breakpoint
CREATE INDEX "customer_metrics_tx" ON "customer_metrics" USING brin ("tx");--> statement-breakpoint
CREATE INDEX "customers_email" ON "customers" USING btree ("workspace_id",lower("email"));--> statement-breakpoint
CREATE INDEX "customers_place" ON "customers" USING btree ("workspace_id","country","city");--> statement-breakpoint
CREATE INDEX "customers_birth_date" ON "customers" USING btree ("workspace_id","birth_date");--> statement-breakpoint
CREATE INDEX "customers_first_seen" ON "customers" USING btree ("workspace_id","first_seen_at","no");--> statement-breakpoint
CREATE INDEX "customers_attrs" ON "customers" USING gin ("attrs" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "customers_tx" ON "customers" USING brin ("tx");--> statement-breakpoint
CREATE INDEX "events_customer" ON "events" USING btree ("workspace_id","customer_no","name_no","occurred_at");--> statement-breakpoint
CREATE INDEX "events_tx" ON "events" USING brin ("tx");--> statement-breakpoint
CREATE INDEX "targets_segment" ON "targets" USING btree ("workspace_id","segment_id","metric","start_on");--> statement-breakpoint
CREATE INDEX "orders_tx" ON "orders" USING brin ("tx");--> statement-breakpoint
CREATE INDEX "persona_statements_persona" ON "persona_statements" USING btree ("workspace_id","persona_id","position");--> statement-breakpoint
CREATE INDEX "personas_segment" ON "personas" USING btree ("workspace_id","segment_id");--> statement-breakpoint
CREATE INDEX "segment_assignments_segment" ON "segment_assignments" USING btree ("workspace_id","segment_id","at");--> statement-breakpoint
CREATE INDEX "segment_changes_segment" ON "segment_changes" USING btree ("workspace_id","segment_no","at");--> statement-breakpoint
CREATE INDEX "segment_changes_customer" ON "segment_changes" USING btree ("workspace_id","customer_no","at");--> statement-breakpoint
CREATE INDEX "segment_members_customer" ON "segment_members" USING btree ("workspace_id","customer_no");--> statement-breakpoint
CREATE INDEX "segments_owner" ON "segments" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("workspace_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));