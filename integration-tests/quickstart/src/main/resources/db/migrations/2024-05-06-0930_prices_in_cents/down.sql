PRAGMA foreign_keys = OFF;

CREATE TABLE product_with_price (
    id          INTEGER PRIMARY KEY,
    category_id INTEGER NOT NULL REFERENCES category (id),
    name        TEXT NOT NULL UNIQUE,
    price       REAL NOT NULL
);
INSERT INTO product_with_price (id, category_id, name, price)
    SELECT id, category_id, name, price_cents / 100.0 FROM product;
DROP TABLE product;
ALTER TABLE product_with_price RENAME TO product;

CREATE TABLE order_line_with_price (
    order_id   INTEGER NOT NULL REFERENCES customer_order (id) ON DELETE CASCADE,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    unit_price REAL NOT NULL,
    PRIMARY KEY (order_id, product_id)
);
INSERT INTO order_line_with_price (order_id, product_id, quantity, unit_price)
    SELECT order_id, product_id, quantity, unit_cents / 100.0 FROM order_line;
DROP TABLE order_line;
ALTER TABLE order_line_with_price RENAME TO order_line;

CREATE TABLE price_change_with_price (
    id         INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    before     REAL NOT NULL,
    after      REAL NOT NULL
);
INSERT INTO price_change_with_price (id, product_id, before, after)
    SELECT id, product_id, before_cents / 100.0, after_cents / 100.0 FROM price_change;
DROP TABLE price_change;
ALTER TABLE price_change_with_price RENAME TO price_change;

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

CREATE TRIGGER price_is_remembered AFTER UPDATE OF price ON product
WHEN old.price <> new.price
BEGIN
    INSERT INTO price_change (product_id, before, after) VALUES (new.id, old.price, new.price);
END;
