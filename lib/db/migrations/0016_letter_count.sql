CREATE TABLE "letter_count" (
	"mailbox_hash" "bytea" NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "letter_count_mailbox_hash_window_start_pk" PRIMARY KEY("mailbox_hash","window_start")
);
--> statement-breakpoint
CREATE INDEX "letter_count_age" ON "letter_count" USING btree ("window_start");