-- Prices begin to move; what they were is kept, and the autumn rise is the first entry.

CREATE TABLE price_change (
    id         INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    before     REAL NOT NULL,
    after      REAL NOT NULL
);

CREATE TRIGGER price_is_remembered AFTER UPDATE OF price ON product
WHEN old.price <> new.price
BEGIN
    INSERT INTO price_change (product_id, before, after) VALUES (new.id, old.price, new.price);
END;

UPDATE product SET price = 7.40 WHERE name = 'Assam; second flush';
UPDATE product SET price = 5.90 WHERE name = 'Earl Grey';
