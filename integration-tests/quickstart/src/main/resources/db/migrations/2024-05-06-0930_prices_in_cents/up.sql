-- Money becomes whole cents. SQLite cannot change a column's type, so the tables are built anew.
--
-- product is referenced by four tables, with ON DELETE CASCADE: with foreign keys on, dropping it deletes their rows.
-- The pragma takes effect although the script runs in a transaction, every reference is checked before the commit, and
-- the setting is what it was before once the migration is done.
PRAGMA foreign_keys = OFF;

CREATE TABLE product_in_cents (
    id          INTEGER PRIMARY KEY,
    category_id INTEGER NOT NULL REFERENCES category (id),
    name        TEXT NOT NULL UNIQUE,
    price_cents INTEGER NOT NULL CHECK (price_cents >= 0)
);
INSERT INTO product_in_cents (id, category_id, name, price_cents)
    SELECT id, category_id, name, CAST(ROUND(price * 100) AS INTEGER) FROM product;
DROP TABLE product;
ALTER TABLE product_in_cents RENAME TO product;

CREATE TABLE order_line_in_cents (
    order_id   INTEGER NOT NULL REFERENCES customer_order (id) ON DELETE CASCADE,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    unit_cents INTEGER NOT NULL CHECK (unit_cents >= 0),
    PRIMARY KEY (order_id, product_id)
);
INSERT INTO order_line_in_cents (order_id, product_id, quantity, unit_cents)
    SELECT order_id, product_id, quantity, CAST(ROUND(unit_price * 100) AS INTEGER) FROM order_line;
DROP TABLE order_line;
ALTER TABLE order_line_in_cents RENAME TO order_line;

CREATE TABLE price_change_in_cents (
    id           INTEGER PRIMARY KEY,
    product_id   INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    before_cents INTEGER NOT NULL,
    after_cents  INTEGER NOT NULL
);
INSERT INTO price_change_in_cents (id, product_id, before_cents, after_cents)
    SELECT id, product_id, CAST(ROUND(before * 100) AS INTEGER), CAST(ROUND(after * 100) AS INTEGER) FROM price_change;
DROP TABLE price_change;
ALTER TABLE price_change_in_cents RENAME TO price_change;

-- Indexes and triggers went with their tables.
CREATE INDEX product_category ON product (category_id);
CREATE INDEX order_line_product ON order_line (product_id);

CREATE TRIGGER stock_for_new_product AFTER INSERT ON product
BEGIN
    INSERT INTO stock (product_id, on_hand) VALUES (new.id, 0);
END;

CREATE TRIGGER stock_leaves_with_sale AFTER INSERT ON order_line
BEGIN
    INSERT INTO stock_movement (product_id, change, reason) VALUES (new.product_id, -new.quantity, 'sale');
END;

CREATE TRIGGER price_is_remembered AFTER UPDATE OF price_cents ON product
WHEN old.price_cents <> new.price_cents
BEGIN
    INSERT INTO price_change (product_id, before_cents, after_cents) VALUES (new.id, old.price_cents, new.price_cents);
END;
