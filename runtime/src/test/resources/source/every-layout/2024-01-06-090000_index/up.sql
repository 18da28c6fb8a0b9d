CREATE INDEX shop_name ON shop (name);
