ALTER TABLE product ADD UNIQUE product_name (name), ALGORITHM = INPLACE, LOCK = NONE;
