CREATE INDEX item_of_shop ON item (shop);
INSERT INTO run VALUES ('005', 2);
