-- The two tables of a hub. A line is the exact canonical text of one revision, and its hash is its name: the server
-- itself refuses a line that is not what it is called. Nothing is ever changed or taken out.

CREATE TABLE hub_version (
  version integer PRIMARY KEY,
  since timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE revision (
  rev_id bytea PRIMARY KEY,
  line text NOT NULL,
  kind text NOT NULL GENERATED ALWAYS AS ((line::jsonb) ->> 'kind') STORED,
  entity_id text NOT NULL GENERATED ALWAYS AS ((line::jsonb) ->> 'entity_id') STORED,
  device text NOT NULL GENERATED ALWAYS AS ((line::jsonb) ->> 'device') STORED,
  seq bigint NOT NULL GENERATED ALWAYS AS (((line::jsonb) ->> 'seq')::bigint) STORED,
  hlc text NOT NULL GENERATED ALWAYS AS ((line::jsonb) ->> 'hlc') STORED,
  received_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT revision_is_what_it_is_called CHECK (sha256(convert_to(line, 'UTF8')) = rev_id)
);

CREATE INDEX revision_entity_id ON revision (entity_id);

CREATE INDEX revision_kind ON revision (kind);

CREATE TABLE blob_ref (
  sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
  size bigint NOT NULL CHECK (size >= 0),
  place text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the hub only takes in: nothing is changed or removed'; END $$;

CREATE TRIGGER revision_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON revision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER blob_ref_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON blob_ref
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO hub_version (version) VALUES (1);
