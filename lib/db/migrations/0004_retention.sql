-- Blind indexes leave the immutable row, so that erasure can delete them. Of what was erased already, none is kept.
INSERT INTO contact_index (tenant_id, submission_id, field, hash)
SELECT s.tenant_id, s.id, f.field, f.hash
FROM submission s
CROSS JOIN LATERAL (VALUES ('email', s.email_index), ('phone', s.phone_index), ('name', s.name_index)) AS f (field, hash)
WHERE f.hash IS NOT NULL
  AND EXISTS (SELECT 1 FROM data_key k WHERE k.record_id = s.id AND k.purpose = 'contact')
ON CONFLICT DO NOTHING;
--> statement-breakpoint
ALTER TABLE submission DISABLE TRIGGER submission_immutable;
--> statement-breakpoint
UPDATE submission SET email_index = NULL, phone_index = NULL, name_index = NULL
WHERE email_index IS NOT NULL OR phone_index IS NOT NULL OR name_index IS NOT NULL;
--> statement-breakpoint
ALTER TABLE submission ENABLE TRIGGER submission_immutable;
--> statement-breakpoint
-- Evidence leaves the database by age alone, and only through the two functions below: they write the number of their own
-- transaction into a setting, and no row goes without it. UPDATE is refused always.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('app.retention', true) = pg_current_xact_id()::text THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% on % is refused: its rows are never changed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
-- Audit: 12 months (trust §5.2 P9). Oldest first, so that what is left of a chain of hashes is its end.
CREATE FUNCTION retain_audit(tenant uuid, at_time timestamptz, most integer DEFAULT 5000) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE gone integer;
BEGIN
  PERFORM set_config('app.retention', pg_current_xact_id()::text, true);
  DELETE FROM audit_event WHERE seq IN (
    SELECT seq FROM audit_event
    WHERE tenant_id = tenant AND at <= at_time - interval '12 months'
    ORDER BY seq LIMIT most
  );
  GET DIAGNOSTICS gone = ROW_COUNT;
  PERFORM set_config('app.retention', '', true);
  RETURN gone;
END $$;
--> statement-breakpoint
-- The proof of what was shown: five years from the showing and from each use (§ 7a UWG counts so); a use is the acceptance,
-- the delivery to the advisor and each mail. With it goes what is left of its submission: ids, times, ciphertext without a key.
-- What still has a key, or no case and no end, is never touched, however old.
CREATE FUNCTION retain_proofs(tenant uuid, at_time timestamptz, most integer DEFAULT 500) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE due uuid[];
BEGIN
  SELECT coalesce(array_agg(id), '{}') INTO due FROM (
    SELECT s.id
    FROM submission s
    CROSS JOIN LATERAL (
      SELECT max(d.delivered_at) AS at, bool_and(d.state IN ('DELIVERED', 'VERIFIED', 'CANCELLED')) AS ended
      FROM delivery d WHERE d.submission_id = s.id
    ) delivered
    LEFT JOIN LATERAL (
      SELECT max(greatest(p.shown_at, p.created_at)) AS at FROM privacy_proof p WHERE p.submission_id = s.id
    ) proof ON true
    LEFT JOIN LATERAL (
      SELECT max(e.at) AS at FROM submission_event e WHERE e.submission_id = s.id AND e.type = 'mail.sent'
    ) mail ON true
    WHERE s.tenant_id = tenant
      AND greatest(s.accepted_at, proof.at, mail.at, delivered.at) <= at_time - interval '5 years'
      AND delivered.ended
      AND NOT EXISTS (SELECT 1 FROM data_key k WHERE k.record_id = s.id)
    LIMIT most
  ) oldest;
  PERFORM set_config('app.retention', pg_current_xact_id()::text, true);
  DELETE FROM contact_index WHERE submission_id = ANY (due);
  DELETE FROM privacy_proof WHERE submission_id = ANY (due);
  DELETE FROM submission_event WHERE submission_id = ANY (due);
  DELETE FROM submission_snapshot WHERE submission_id = ANY (due);
  DELETE FROM delivery_attempt WHERE delivery_id IN (SELECT id FROM delivery WHERE submission_id = ANY (due));
  DELETE FROM delivery WHERE submission_id = ANY (due);
  DELETE FROM submission WHERE id = ANY (due);
  PERFORM set_config('app.retention', '', true);
  RETURN cardinality(due);
END $$;
