CREATE TABLE "ended_device" (
	"secret_hash" "bytea" PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"ended_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mailed_link" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ended_device" ADD CONSTRAINT "ended_device_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ended_device_age" ON "ended_device" USING btree ("ended_at");--> statement-breakpoint
CREATE OR REPLACE FUNCTION tenant_of_secret(secret_hash bytea) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT tenant_id FROM draft WHERE draft.secret_hash = tenant_of_secret.secret_hash
  UNION ALL
  SELECT tenant_id FROM submission WHERE submission.secret_hash = tenant_of_secret.secret_hash
  UNION ALL
  SELECT tenant_id FROM draft_device WHERE draft_device.secret_hash = tenant_of_secret.secret_hash
  UNION ALL
  SELECT tenant_id FROM ended_device WHERE ended_device.secret_hash = tenant_of_secret.secret_hash
  LIMIT 1
$$;
