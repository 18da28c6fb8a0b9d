-- schema-migrations: repeatable
DROP VIEW IF EXISTS totals; CREATE VIEW totals AS SELECT sum(price) AS total FROM order_line;
