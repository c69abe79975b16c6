-- Rows that are evidence: the database itself refuses to change them. Erasure deletes their data key instead.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: its rows are never changed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER submission_immutable BEFORE UPDATE OR DELETE ON submission
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER submission_snapshot_immutable BEFORE UPDATE OR DELETE ON submission_snapshot
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER submission_event_append_only BEFORE UPDATE OR DELETE ON submission_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER privacy_proof_append_only BEFORE UPDATE OR DELETE ON privacy_proof
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER privacy_statement_immutable BEFORE UPDATE OR DELETE ON privacy_statement
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- The one way to wake the worker. The job carries an id and nothing else; a second call before the job has run
-- moves it, a call while it runs adds another. graphile-worker's own migrations run first (lib/db/migrate.ts);
-- the body is bound late, so this file does not need them.
CREATE FUNCTION enqueue_delivery(delivery_id uuid, run_at timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    'deliver',
    json_build_object('deliveryId', enqueue_delivery.delivery_id),
    run_at := enqueue_delivery.run_at,
    job_key := 'deliver:' || enqueue_delivery.delivery_id::text
  );
END $$;
--> statement-breakpoint
-- What is known before the tenant is: a public address, the hash of a secret, the id in a job.
CREATE FUNCTION tenant_of_campaign(slug text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT tenant_id FROM campaign WHERE campaign.slug = tenant_of_campaign.slug
$$;
--> statement-breakpoint
CREATE FUNCTION tenant_of_secret(secret_hash bytea) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT tenant_id FROM draft WHERE draft.secret_hash = tenant_of_secret.secret_hash
  UNION ALL
  SELECT tenant_id FROM submission WHERE submission.secret_hash = tenant_of_secret.secret_hash
  LIMIT 1
$$;
--> statement-breakpoint
CREATE FUNCTION tenant_of_delivery(delivery_id uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT tenant_id FROM delivery WHERE delivery.id = tenant_of_delivery.delivery_id
$$;
