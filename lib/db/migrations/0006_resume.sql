CREATE TABLE "draft_device" (
	"secret_hash" "bytea" PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailed_link" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"record_id" uuid NOT NULL,
	"address" "bytea" NOT NULL,
	"token_hash" "bytea",
	"mail" text DEFAULT 'queued' NOT NULL,
	"tries" smallint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tried_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "draft_device" ADD CONSTRAINT "draft_device_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailed_link" ADD CONSTRAINT "mailed_link_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "draft_device_of" ON "draft_device" USING btree ("draft_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mailed_link_token" ON "mailed_link" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "mailed_link_record" ON "mailed_link" USING btree ("record_id","created_at");--> statement-breakpoint
CREATE INDEX "mailed_link_sending" ON "mailed_link" USING btree ("tried_at") WHERE mail = 'sending';
--> statement-breakpoint
-- A secret may also be that of a device that opened the draft by a mailed link; the submission keeps the draft's id.
CREATE OR REPLACE FUNCTION tenant_of_secret(secret_hash bytea) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT tenant_id FROM draft WHERE draft.secret_hash = tenant_of_secret.secret_hash
  UNION ALL
  SELECT tenant_id FROM submission WHERE submission.secret_hash = tenant_of_secret.secret_hash
  UNION ALL
  SELECT tenant_id FROM draft_device WHERE draft_device.secret_hash = tenant_of_secret.secret_hash
  LIMIT 1
$$;
--> statement-breakpoint
CREATE FUNCTION tenant_of_link(token_hash bytea) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT tenant_id FROM mailed_link WHERE mailed_link.token_hash = tenant_of_link.token_hash
$$;
--> statement-breakpoint
CREATE FUNCTION tenant_of_link_id(link_id uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT tenant_id FROM mailed_link WHERE mailed_link.id = tenant_of_link_id.link_id
$$;
