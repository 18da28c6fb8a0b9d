== Change a column from int to bigint
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY quantity bigint;
-- safe
ALTER TABLE orders ADD COLUMN quantity_big bigint, ALGORITHM=INSTANT;

== Change a column from bigint to int
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY shop_id int;
-- safe
ALTER TABLE orders ADD COLUMN shop int, ALGORITHM=INSTANT;

== Change a column from varchar to text
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY note text;
-- safe
ALTER TABLE orders ADD COLUMN remark text, ALGORITHM=INSTANT;

== Make a column longer than 255 bytes
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY code varchar(300) NOT NULL;
-- safe
ALTER TABLE orders MODIFY code varchar(50) NOT NULL;

== Make a column shorter
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY code varchar(20) NOT NULL;
-- safe
ALTER TABLE orders MODIFY code varchar(60) NOT NULL;

== Change the precision of a number
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY amount decimal(14, 3);
-- safe
ALTER TABLE orders ADD COLUMN exact decimal(14, 3), ALGORITHM=INSTANT;

== Change a time to a time of another kind
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY placed timestamp NULL;
-- safe
ALTER TABLE orders ADD COLUMN placed_at timestamp NULL, ALGORITHM=INSTANT;

== Change the character set of a table
-- unsafe: rewrite(orders)
ALTER TABLE orders CONVERT TO CHARACTER SET latin1;
-- safe
ALTER TABLE orders DEFAULT CHARACTER SET latin1;

== Change the character set of a column
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY note varchar(40) CHARACTER SET latin1;
-- safe
ALTER TABLE orders ADD COLUMN remark varchar(40) CHARACTER SET latin1, ALGORITHM=INSTANT;

== Require a value
-- unsafe: rewrite(orders), incompatible(orders)
ALTER TABLE orders MODIFY quantity int NOT NULL;
-- safe
ALTER TABLE orders ADD COLUMN pieces int NOT NULL DEFAULT 0, ALGORITHM=INSTANT;

== No longer require a value
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY code varchar(40) NULL;
-- safe
ALTER TABLE orders ADD COLUMN number varchar(40), ALGORITHM=INSTANT;

== Change the primary key
-- unsafe: rewrite(orders)
ALTER TABLE orders DROP PRIMARY KEY, ADD PRIMARY KEY (id, code);
-- safe
CREATE UNIQUE INDEX orders_key ON orders (id, code);

== Add a primary key
-- before
CREATE TABLE tags (id bigint NOT NULL, name varchar(40));
-- unsafe: rewrite(tags)
ALTER TABLE tags ADD PRIMARY KEY (id);
-- safe
CREATE TABLE labels (id bigint PRIMARY KEY, name varchar(40));

== Add an AUTO_INCREMENT column
-- before
CREATE TABLE tags (name varchar(40) PRIMARY KEY);
-- unsafe: rewrite(tags)
ALTER TABLE tags ADD COLUMN id bigint AUTO_INCREMENT UNIQUE;
-- safe
ALTER TABLE tags ADD COLUMN id bigint, ALGORITHM=INSTANT;

== Make a column AUTO_INCREMENT
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY id bigint AUTO_INCREMENT;
-- safe
ALTER TABLE orders AUTO_INCREMENT = 5000000;

== Add a stored generated column
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD COLUMN gross decimal(14, 2) GENERATED ALWAYS AS (amount * 2) STORED;
-- safe
ALTER TABLE orders ADD COLUMN gross decimal(14, 2) GENERATED ALWAYS AS (amount * 2) VIRTUAL;

== Add a check constraint
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount >= 0);
-- safe
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount >= 0) NOT ENFORCED;

== Add a foreign key
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id);
-- safe
SET foreign_key_checks = 0;
ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id);

== Add a table that refers to a busy one, without a lock timeout
-- unsafe: lock-timeout(orders)
SET lock_wait_timeout = 31536000;
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL, FOREIGN KEY (order_id) REFERENCES orders (id));
-- safe
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL, FOREIGN KEY (order_id) REFERENCES orders (id));

== Drop a foreign key without a lock timeout
-- before
ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id);
-- unsafe: lock-timeout(orders)
SET lock_wait_timeout = 31536000;
ALTER TABLE orders DROP FOREIGN KEY orders_shop;
-- safe
ALTER TABLE orders DROP FOREIGN KEY orders_shop;

== Add an index with writes locked out
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD INDEX orders_by_code (code), ALGORITHM=COPY;
-- safe
ALTER TABLE orders ADD INDEX orders_by_code (code), ALGORITHM=INPLACE, LOCK=NONE;

== Add an index without a lock timeout
-- unsafe: lock-timeout(orders)
SET lock_wait_timeout = 31536000;
CREATE INDEX orders_by_code ON orders (code);
-- safe
CREATE INDEX orders_by_code ON orders (code);

== Add a unique index without a lock timeout
-- unsafe: lock-timeout(orders)
SET lock_wait_timeout = 31536000;
CREATE UNIQUE INDEX orders_code ON orders (code);
-- safe
CREATE UNIQUE INDEX orders_code ON orders (code);

== Add the first full text index
-- unsafe: rewrite(orders)
CREATE FULLTEXT INDEX orders_words ON orders (note);
-- safe
CREATE TABLE words (order_id bigint PRIMARY KEY, note varchar(40), FULLTEXT INDEX (note));

== Add another full text index
-- before
CREATE TABLE texts (id bigint PRIMARY KEY, a varchar(40), b varchar(40), FULLTEXT INDEX (a));
-- unsafe: scan(texts)
CREATE FULLTEXT INDEX texts_b ON texts (b);
-- safe
CREATE INDEX texts_b ON texts (b);

== Add a spatial index
-- before
CREATE TABLE places (id bigint PRIMARY KEY, at point NOT NULL SRID 0);
INSERT INTO places VALUES (1, point(1, 1)), (2, point(2, 2));
-- unsafe: scan(places)
CREATE SPATIAL INDEX places_at ON places (at);
-- safe
CREATE TABLE spots (id bigint PRIMARY KEY, at point NOT NULL SRID 0, SPATIAL INDEX (at));

== Drop an index without a lock timeout
-- before
CREATE INDEX orders_by_code ON orders (code);
-- unsafe: lock-timeout(orders)
SET lock_wait_timeout = 31536000;
DROP INDEX orders_by_code ON orders;
-- safe
DROP INDEX orders_by_code ON orders;

== Add a column without a lock timeout
-- unsafe: lock-timeout(orders)
SET lock_wait_timeout = 31536000;
ALTER TABLE orders ADD COLUMN state varchar(10) NOT NULL DEFAULT 'new';
-- safe
ALTER TABLE orders ADD COLUMN state varchar(10) NOT NULL DEFAULT 'new', ALGORITHM=INSTANT;

== Add a column by a copy
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD COLUMN state varchar(10), ALGORITHM=COPY;
-- safe
ALTER TABLE orders ADD COLUMN state varchar(10), ALGORITHM=INSTANT;

== Add a column and rebuild the table
-- unsafe: rewrite(orders)
ALTER TABLE orders ADD COLUMN state varchar(10), ALGORITHM=INPLACE;
-- safe
ALTER TABLE orders ADD COLUMN state varchar(10), ALGORITHM=INSTANT;

== Add a column that must not be null, with no default
-- unsafe: incompatible(orders)
ALTER TABLE orders ADD COLUMN grade int NOT NULL;
-- safe
ALTER TABLE orders ADD COLUMN grade int NOT NULL DEFAULT 0;

== Move a column
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY note varchar(40) FIRST;
-- safe
CREATE VIEW orders_noted AS SELECT note, id FROM orders;

== Change the labels of an enumeration
-- before
ALTER TABLE orders ADD COLUMN state enum('new', 'paid') NOT NULL DEFAULT 'new';
-- unsafe: rewrite(orders)
ALTER TABLE orders MODIFY state enum('early', 'new', 'paid') NOT NULL DEFAULT 'new';
-- safe
ALTER TABLE orders MODIFY state enum('new', 'paid', 'sent') NOT NULL DEFAULT 'new', ALGORITHM=INSTANT;

== Rename a column
-- unsafe: incompatible(orders)
ALTER TABLE orders RENAME COLUMN note TO remark;
-- safe
ALTER TABLE orders ADD COLUMN remark varchar(40), ALGORITHM=INSTANT;
-- then
-- schema-migrations: deploy=post
ALTER TABLE orders DROP COLUMN note, ALGORITHM=INSTANT;

== Rename a table
-- unsafe: incompatible(orders)
RENAME TABLE orders TO purchases;
-- safe
CREATE VIEW purchases AS SELECT * FROM orders;

== Drop a column
-- unsafe: incompatible(orders)
ALTER TABLE orders DROP COLUMN note;
-- safe
-- schema-migrations: deploy=post
ALTER TABLE orders DROP COLUMN note, ALGORITHM=INSTANT;

== Drop a column by rebuilding the table
-- unsafe: rewrite(orders), incompatible(orders)
ALTER TABLE orders DROP COLUMN note, ALGORITHM=INPLACE;
-- safe
-- schema-migrations: deploy=post
ALTER TABLE orders DROP COLUMN note, ALGORITHM=INSTANT;

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
TRUNCATE TABLE orders;
-- safe
DELETE FROM orders WHERE id BETWEEN 1000000 AND 1000079;
DELETE FROM orders WHERE id BETWEEN 1000080 AND 1000159;

== Backfill a column in one statement
-- unsafe: rows(orders)
UPDATE orders SET note = 'none';
-- safe
UPDATE orders SET note = 'none' WHERE id BETWEEN 1000000 AND 1000079;
UPDATE orders SET note = 'none' WHERE id BETWEEN 1000080 AND 1000159;

== Backfill a new column in the same script
-- unsafe: rows(orders)
ALTER TABLE orders ADD COLUMN state varchar(10), ALGORITHM=INSTANT;
UPDATE orders SET state = 'new';
-- safe
ALTER TABLE orders ADD COLUMN state varchar(10), ALGORITHM=INSTANT;
UPDATE orders SET state = 'new' WHERE id BETWEEN 1000000 AND 1000079;

== Delete most rows in one statement
-- unsafe: rows(orders)
DELETE FROM orders WHERE quantity > 0;
-- safe
DELETE FROM orders WHERE id BETWEEN 1000000 AND 1000079;

== Compact a table
-- unsafe: rewrite(orders)
OPTIMIZE TABLE orders;
-- safe
ANALYZE TABLE orders;

== Rebuild a table
-- unsafe: rewrite(orders)
ALTER TABLE orders ENGINE = InnoDB;
-- safe
ALTER TABLE orders COMMENT = 'what was ordered';

== Change the row format
-- unsafe: rewrite(orders)
ALTER TABLE orders ROW_FORMAT = COMPRESSED;
-- safe
CREATE TABLE orders_archive (id bigint PRIMARY KEY) ROW_FORMAT = COMPRESSED;

== Partition a table
-- unsafe: rewrite(orders)
ALTER TABLE orders PARTITION BY HASH (id) PARTITIONS 4;
-- safe
CREATE TABLE orders_by_hash (id bigint PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 4;

== Lock a table by hand
-- unsafe: blocking(orders)
LOCK TABLES orders WRITE;
SELECT sleep(0.5);
UNLOCK TABLES;
-- safe
SELECT sleep(0.5);

== Add a trigger without a lock timeout
-- unsafe: lock-timeout(orders)
SET lock_wait_timeout = 31536000;
CREATE TRIGGER look BEFORE UPDATE ON orders FOR EACH ROW SET NEW.note = 'seen';
-- safe
CREATE TRIGGER look BEFORE UPDATE ON orders FOR EACH ROW SET NEW.note = 'seen';
