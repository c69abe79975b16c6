CREATE TABLE "alert_on" (
	"name" text NOT NULL,
	"severity" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_on_name_severity_pk" PRIMARY KEY("name","severity")
);
--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "replayed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "notice_tried_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "notice_sent_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "delivery_attempt_recent" ON "delivery_attempt" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "submission_event_mail_failed" ON "submission_event" USING btree ("at") WHERE type = 'mail.failed';