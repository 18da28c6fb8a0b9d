DROP VIEW IF EXISTS customer_name;
CREATE VIEW customer_name AS SELECT id, name FROM customer;
