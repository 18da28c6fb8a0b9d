DROP VIEW IF EXISTS shop_names;
CREATE VIEW shop_names AS SELECT name FROM shop;
