CREATE TABLE "contact_index" (
	"tenant_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"field" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "contact_index_submission_id_field_hash_pk" PRIMARY KEY("submission_id","field","hash")
);
--> statement-breakpoint
ALTER TABLE "contact_index" ADD CONSTRAINT "contact_index_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_index" ADD CONSTRAINT "contact_index_submission_id_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submission"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_index_look_up" ON "contact_index" USING btree ("tenant_id","field","hash");