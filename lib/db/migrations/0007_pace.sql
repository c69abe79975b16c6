ALTER TABLE "draft" ADD COLUMN "turned_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "furthest" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "funnel_event" ADD COLUMN "form_id" text;--> statement-breakpoint
ALTER TABLE "funnel_event" ADD COLUMN "length" text;--> statement-breakpoint
ALTER TABLE "funnel_event" ADD COLUMN "seconds" smallint;--> statement-breakpoint
CREATE INDEX "funnel_event_pace" ON "funnel_event" USING btree ("tenant_id","form_id","length","at");