ALTER TABLE "campaign" ADD COLUMN "embed" jsonb DEFAULT '{"pages":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "submission" ADD COLUMN "lead" uuid DEFAULT gen_random_uuid() NOT NULL;