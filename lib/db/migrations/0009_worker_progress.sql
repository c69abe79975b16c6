ALTER TABLE "heartbeat" ADD COLUMN "worked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "heartbeat" ADD COLUMN "pools" text[];