-- schema-migrations: transaction=none
CREATE TABLE a (id INT);
CREATE TEMPORARY TABLE t AS SELECT 1 AS n;
INSERT INTO nowhere SELECT n FROM t;
