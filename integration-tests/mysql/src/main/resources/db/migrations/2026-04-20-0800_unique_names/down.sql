ALTER TABLE product DROP INDEX product_name;
