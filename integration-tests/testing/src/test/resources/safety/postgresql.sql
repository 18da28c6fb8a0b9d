== Add an index
-- unsafe: scan(orders)
CREATE INDEX orders_by_code ON orders (code);
-- safe
-- schema-migrations: transaction=none
CREATE INDEX CONCURRENTLY orders_by_code ON orders (code);

== Add a unique index
-- unsafe: scan(orders)
CREATE UNIQUE INDEX orders_code ON orders (code);
-- safe
-- schema-migrations: transaction=none
CREATE UNIQUE INDEX CONCURRENTLY orders_code ON orders (code);

== Add a partial index
-- unsafe: scan(orders)
CREATE INDEX orders_noted ON orders (note) WHERE note IS NOT NULL;
-- safe
-- schema-migrations: transaction=none
CREATE INDEX CONCURRENTLY orders_noted ON orders (note) WHERE note IS NOT NULL;

== Add an index in the script that makes another table
-- unsafe: scan(orders)
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE INDEX orders_by_code ON orders (code);
-- safe
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE INDEX carts_by_id ON carts (id);

== Drop an index without a lock timeout
-- before
CREATE INDEX orders_by_code ON orders (code);
-- unsafe: lock-timeout(orders)
SET lock_timeout = 0;
DROP INDEX orders_by_code;
-- safe
-- schema-migrations: transaction=none
DROP INDEX CONCURRENTLY orders_by_code;

== Rebuild an index
-- before
CREATE INDEX orders_by_code ON orders (code);
-- unsafe: rewrite(orders)
REINDEX INDEX orders_by_code;
-- safe
-- schema-migrations: transaction=none
REINDEX INDEX CONCURRENTLY orders_by_code;

== Rebuild all indexes of a table
-- unsafe: rewrite(orders)
REINDEX TABLE orders;
-- safe
-- schema-migrations: transaction=none
REINDEX TABLE CONCURRENTLY orders;

== Leave an index of a partition to be built with its parent
-- before
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_all PARTITION OF events FOR VALUES FROM ('1900-01-01') TO ('2200-01-01');
INSERT INTO events SELECT i, date '2000-01-01' FROM generate_series(1, 2000) i;
-- unsafe: scan(events_all)
CREATE INDEX events_by_id ON events (id);
-- safe
CREATE INDEX events_by_id ON ONLY events (id);
-- then
-- schema-migrations: transaction=none
CREATE INDEX CONCURRENTLY events_all_by_id ON events_all (id);
-- then
ALTER INDEX events_by_id ATTACH PARTITION events_all_by_id;

== Add a foreign key
-- unsafe: scan(orders)
ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id);
-- safe
ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id) NOT VALID;
-- then
ALTER TABLE orders VALIDATE CONSTRAINT orders_shop;

== Add and validate a foreign key in one transaction
-- unsafe: scan(orders)
ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_shop;
-- safe
-- schema-migrations: transaction=none
ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT orders_shop;

== Add a table that refers to a busy one, without a lock timeout
-- unsafe: lock-timeout(orders)
SET lock_timeout = 0;
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
-- safe
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));

== Add a check constraint
-- unsafe: scan(orders)
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount >= 0);
-- safe
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount >= 0) NOT VALID;
-- then
ALTER TABLE orders VALIDATE CONSTRAINT positive;

== Add and validate a check constraint in one transaction
-- unsafe: scan(orders)
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT positive;
-- safe
-- schema-migrations: transaction=none
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount >= 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT positive;

== Add a unique constraint
-- unsafe: scan(orders)
ALTER TABLE orders ADD CONSTRAINT orders_code UNIQUE (code);
-- safe
-- schema-migrations: transaction=none
CREATE UNIQUE INDEX CONCURRENTLY orders_code ON orders (code);
-- then
ALTER TABLE orders ADD CONSTRAINT orders_code UNIQUE USING INDEX orders_code;

== Add a primary key
-- before
CREATE TABLE tags (id bigint NOT NULL, name text);
-- unsafe: scan(tags)
ALTER TABLE tags ADD PRIMARY KEY (id);
-- safe
-- schema-migrations: transaction=none
CREATE UNIQUE INDEX CONCURRENTLY tags_pkey ON tags (id);
-- then
ALTER TABLE tags ADD CONSTRAINT tags_pkey PRIMARY KEY USING INDEX tags_pkey;

== Add an exclusion constraint
-- before
CREATE TABLE stays (id bigint PRIMARY KEY, days int4range DEFAULT 'empty');
-- unsafe: scan(stays)
ALTER TABLE stays ADD CONSTRAINT apart EXCLUDE USING gist (days WITH &&);
-- safe
CREATE TABLE more_stays (id bigint PRIMARY KEY, days int4range DEFAULT 'empty', EXCLUDE USING gist (days WITH &&));

== Require a value
-- unsafe: scan(orders), incompatible(orders)
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
-- safe
ALTER TABLE orders ADD CONSTRAINT noted CHECK (note IS NOT NULL) NOT VALID;
-- then
ALTER TABLE orders VALIDATE CONSTRAINT noted;
-- then
-- schema-migrations: deploy=post
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
ALTER TABLE orders DROP CONSTRAINT noted;

== Add a column that must not be null, with no default
-- unsafe: fails
ALTER TABLE orders ADD COLUMN grade int NOT NULL;
-- safe
ALTER TABLE orders ADD COLUMN grade int NOT NULL DEFAULT 0;

== Add a column with a volatile default
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();
-- safe
ALTER TABLE orders ADD COLUMN token uuid;
ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();

== Add a column with the time of each row
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD COLUMN seen timestamptz DEFAULT clock_timestamp();
-- safe
ALTER TABLE orders ADD COLUMN seen timestamptz DEFAULT now();

== Add a column with a constant default
-- unsafe: lock-timeout(orders)
SET lock_timeout = 0;
ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new';
-- safe
ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new';

== Add a serial column
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD COLUMN number bigserial;
-- safe
CREATE SEQUENCE orders_number;
ALTER TABLE orders ADD COLUMN number bigint;
ALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number');

== Add an identity column
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
-- safe
ALTER TABLE orders ADD COLUMN number bigint;

== Add a stored generated column
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (amount * 1.2) STORED;
-- safe
ALTER TABLE orders ADD COLUMN gross numeric;

== Add a column with a check
-- unsafe: scan(orders)
ALTER TABLE orders ADD COLUMN weight int DEFAULT 1 CHECK (weight > 0);
-- safe
ALTER TABLE orders ADD COLUMN weight int DEFAULT 1;
ALTER TABLE orders ADD CONSTRAINT heavy CHECK (weight > 0) NOT VALID;

== Change a column from integer to bigint
-- unsafe: rewrite(orders)
ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;
-- safe
ALTER TABLE orders ADD COLUMN quantity_big bigint;

== Change a column from text to a shorter type
-- unsafe: rewrite(orders)
ALTER TABLE orders ALTER COLUMN note TYPE varchar(100);
-- safe
ALTER TABLE orders ADD CONSTRAINT short CHECK (length(note) <= 100) NOT VALID;

== Change the length of a column
-- unsafe: rewrite(orders)
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
-- safe
ALTER TABLE orders ALTER COLUMN code TYPE varchar(60);

== Change a column to text
-- unsafe: lock-timeout(orders)
SET lock_timeout = 0;
ALTER TABLE orders ALTER COLUMN code TYPE text;
-- safe
ALTER TABLE orders ALTER COLUMN code TYPE text;

== Change the precision of a number
-- unsafe: rewrite(orders)
ALTER TABLE orders ALTER COLUMN amount TYPE numeric(12, 3);
-- safe
ALTER TABLE orders ALTER COLUMN amount TYPE numeric(14, 2);

== Change a time to a time with a zone
-- before
SET TIME ZONE 'Europe/Berlin';
-- unsafe: rewrite(orders)
SET TIME ZONE 'Europe/Berlin';
ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;
-- safe
SET TIME ZONE 'UTC';
ALTER TABLE orders ALTER COLUMN placed TYPE timestamptz;

== Change a text to JSON
-- before
ALTER TABLE orders ADD COLUMN details text DEFAULT '{}';
-- unsafe: rewrite(orders)
ALTER TABLE orders ALTER COLUMN details DROP DEFAULT, ALTER COLUMN details TYPE jsonb USING details::jsonb;
-- safe
ALTER TABLE orders ADD COLUMN facts jsonb;

== Rename a column
-- unsafe: incompatible(orders)
ALTER TABLE orders RENAME COLUMN note TO remark;
-- safe
ALTER TABLE orders ADD COLUMN remark text;
-- then
-- schema-migrations: deploy=post
ALTER TABLE orders DROP COLUMN note;

== Rename a table
-- unsafe: incompatible(orders)
ALTER TABLE orders RENAME TO purchases;
-- safe
CREATE VIEW purchases AS SELECT * FROM orders;

== Move a table to another schema
-- before
CREATE SCHEMA archive;
-- unsafe: incompatible(orders)
ALTER TABLE orders SET SCHEMA archive;
-- safe
CREATE VIEW archive.orders AS SELECT * FROM orders;

== Drop a column
-- unsafe: incompatible(orders)
ALTER TABLE orders DROP COLUMN note;
-- safe
-- schema-migrations: deploy=post
ALTER TABLE orders DROP COLUMN note;

== Drop a table
-- unsafe: incompatible(orders)
DROP TABLE orders;
-- safe
-- schema-migrations: deploy=post
DROP TABLE orders;

== Drop a view
-- before
CREATE VIEW open_orders AS SELECT * FROM orders;
-- unsafe: incompatible(open_orders)
DROP VIEW open_orders;
-- safe
CREATE OR REPLACE VIEW open_orders AS SELECT * FROM orders WHERE amount > 0;

== Empty a table
-- unsafe: rewrite(orders)
TRUNCATE orders;
-- safe
-- schema-migrations: transaction=none
DELETE FROM orders WHERE id BETWEEN 1000000 AND 1000099;
DELETE FROM orders WHERE id BETWEEN 1000100 AND 1000199;

== Backfill a column in one statement
-- unsafe: rows(orders)
UPDATE orders SET note = 'none';
-- safe
-- schema-migrations: transaction=none
UPDATE orders SET note = 'none' WHERE id BETWEEN 1000000 AND 1000099;
UPDATE orders SET note = 'none' WHERE id BETWEEN 1000100 AND 1000199;

== Add a column and backfill it in the same transaction
-- unsafe: rows(orders)
ALTER TABLE orders ADD COLUMN state text;
UPDATE orders SET state = 'new';
-- safe
ALTER TABLE orders ADD COLUMN state text;
-- then
-- schema-migrations: transaction=none
UPDATE orders SET state = 'new' WHERE id BETWEEN 1000000 AND 1000099;

== Read the whole table after altering it
-- unsafe: scan(orders)
ALTER TABLE orders ADD COLUMN state text;
CREATE TABLE totals AS SELECT sum(amount) AS total FROM orders;
-- safe
ALTER TABLE orders ADD COLUMN state text;
-- then
CREATE TABLE totals AS SELECT sum(amount) AS total FROM orders;

== Hold a lock while something else takes long
-- unsafe: blocking(orders)
ALTER TABLE orders ADD COLUMN state text;
SELECT pg_sleep(0.4);
-- safe
SELECT pg_sleep(0.4);
ALTER TABLE orders ADD COLUMN state text;

== Lock a table by hand
-- unsafe: blocking(orders)
LOCK TABLE orders IN SHARE MODE;
SELECT pg_sleep(0.4);
-- safe
LOCK TABLE orders IN ROW EXCLUSIVE MODE;
SELECT pg_sleep(0.4);

== Add a trigger without a lock timeout
-- before
CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- unsafe: lock-timeout(orders)
SET lock_timeout = 0;
CREATE TRIGGER look BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION look();
-- safe
CREATE TRIGGER look BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION look();

== Compact a table
-- unsafe: rewrite(orders)
-- schema-migrations: transaction=none
VACUUM FULL orders;
-- safe
-- schema-migrations: transaction=none
VACUUM orders;

== Sort a table
-- unsafe: rewrite(orders)
CLUSTER orders USING orders_pkey;
-- safe
ALTER TABLE orders CLUSTER ON orders_pkey;

== Make a table unlogged
-- unsafe: rewrite(orders)
ALTER TABLE orders SET UNLOGGED;
-- safe
CREATE UNLOGGED TABLE scratch (id bigint);

== Refresh a materialized view
-- before
CREATE MATERIALIZED VIEW sums AS SELECT shop_id, sum(amount) AS total FROM orders GROUP BY 1;
CREATE UNIQUE INDEX sums_key ON sums (shop_id);
-- unsafe: rewrite(sums)
REFRESH MATERIALIZED VIEW sums;
-- safe
REFRESH MATERIALIZED VIEW CONCURRENTLY sums;

== Attach a partition
-- before
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_old (id bigint, at date NOT NULL DEFAULT '2000-01-01');
-- unsafe: scan(events_old)
ALTER TABLE events ATTACH PARTITION events_old FOR VALUES FROM ('2000-01-01') TO ('2001-01-01');
-- safe
ALTER TABLE events_old ADD CONSTRAINT old CHECK (at >= '2000-01-01' AND at < '2001-01-01') NOT VALID;
-- then
ALTER TABLE events_old VALIDATE CONSTRAINT old;
-- then
ALTER TABLE events ATTACH PARTITION events_old FOR VALUES FROM ('2000-01-01') TO ('2001-01-01');

== Leave an invalid index
-- unsafe: invalid-index(orders)
CREATE INDEX orders_by_code ON orders (code);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_by_code'::regclass;
-- safe
-- schema-migrations: transaction=none
CREATE INDEX CONCURRENTLY orders_by_code ON orders (code);

== Change the collation of a column with an index
-- before
CREATE INDEX orders_by_code ON orders (code);
-- unsafe: scan(orders)
ALTER TABLE orders ALTER COLUMN code TYPE varchar(40) COLLATE "C";
-- safe
ALTER TABLE orders ADD COLUMN code_c varchar(40) COLLATE "C";

== Enable row level security without a lock timeout
-- unsafe: lock-timeout(orders)
SET lock_timeout = 0;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
-- safe
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;

== Drop a foreign key without a lock timeout
-- before
ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id);
-- unsafe: lock-timeout(orders), lock-timeout(shops)
SET lock_timeout = 0;
ALTER TABLE orders DROP CONSTRAINT orders_shop;
-- safe
ALTER TABLE orders DROP CONSTRAINT orders_shop;
