CREATE INDEX "draft_campaign" ON "draft" USING btree ("campaign_id","created_at");--> statement-breakpoint
CREATE INDEX "submission_campaign" ON "submission" USING btree ("campaign_id","accepted_at");