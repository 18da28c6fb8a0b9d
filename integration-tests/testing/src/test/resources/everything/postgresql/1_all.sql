CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE SCHEMA store;
CREATE TYPE size AS ENUM ('small', 'large');
CREATE TYPE place AS (shelf INTEGER, box TEXT);
CREATE DOMAIN code AS VARCHAR(8) NOT NULL CHECK (VALUE <> '');
CREATE SEQUENCE ticket START 100 INCREMENT 5 CYCLE;

CREATE TABLE kind (
    code code PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE NULLS NOT DISTINCT
);

CREATE TABLE thing (
    id     BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind   VARCHAR(8) REFERENCES kind (code) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    label  VARCHAR(40) NOT NULL DEFAULT 'no label',
    weight NUMERIC(8, 2) CONSTRAINT some_weight CHECK (weight > 0),
    made   TIMESTAMPTZ DEFAULT now(),
    heavy  BOOLEAN GENERATED ALWAYS AS (weight > 100) STORED,
    size   size,
    place  place,
    "Name" TEXT,
    EXCLUDE USING gist (weight WITH =, label WITH <>)
);

CREATE TABLE store.log (id SERIAL, thing_id BIGINT REFERENCES thing, day DATE NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE store.log_2026 PARTITION OF store.log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE UNLOGGED TABLE scratch (note TEXT) WITH (fillfactor = 70);
CREATE TABLE child (extra TEXT) INHERITS (kind);

CREATE INDEX thing_by_label ON thing (lower(label), weight DESC NULLS LAST) INCLUDE (made) WHERE weight IS NOT NULL;
CREATE INDEX thing_pattern ON thing (label varchar_pattern_ops);
CREATE INDEX thing_hash ON thing USING hash (label);
CREATE UNIQUE INDEX thing_name ON thing ("Name") NULLS NOT DISTINCT WHERE weight > 1000;

CREATE VIEW heavy AS SELECT label FROM thing WHERE heavy;
CREATE MATERIALIZED VIEW light AS SELECT label FROM thing WHERE NOT heavy;

CREATE FUNCTION no_less() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'it weighs; what it weighs';
END $$;
CREATE TRIGGER thing_no_less AFTER UPDATE OF weight ON thing FOR EACH ROW WHEN (NEW.weight < OLD.weight)
    EXECUTE FUNCTION no_less();
CREATE PROCEDURE forget(n INTEGER) LANGUAGE sql AS 'DELETE FROM scratch';
CREATE AGGREGATE total(NUMERIC) (SFUNC = numeric_add, STYPE = numeric);
CREATE RULE no_delete AS ON DELETE TO kind DO INSTEAD NOTHING;
CREATE STATISTICS thing_stats ON kind, label FROM thing;

ALTER TABLE thing ENABLE ROW LEVEL SECURITY;
CREATE POLICY small_only ON thing FOR SELECT TO public USING (weight < 10);
GRANT SELECT ON kind TO public;
COMMENT ON TABLE thing IS 'whatever there is';
COMMENT ON COLUMN thing.label IS 'what it is called';
