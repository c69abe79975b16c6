ALTER TABLE "heartbeat" ADD COLUMN "refused_address" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "heartbeat" ADD COLUMN "refused_others" integer DEFAULT 0 NOT NULL;