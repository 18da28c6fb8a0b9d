-- The shelf is counted, and what is sold comes off it.

CREATE TABLE stock (
    product_id INTEGER PRIMARY KEY REFERENCES product (id) ON DELETE CASCADE,
    on_hand    INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE stock_movement (
    id         INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    change     INTEGER NOT NULL,
    reason     TEXT NOT NULL CHECK (reason IN ('delivery', 'sale', 'return'))
);

INSERT INTO stock (product_id, on_hand) SELECT id, 0 FROM product;

CREATE TRIGGER stock_for_new_product AFTER INSERT ON product
BEGIN
    INSERT INTO stock (product_id, on_hand) VALUES (new.id, 0);
END;

CREATE TRIGGER stock_moves AFTER INSERT ON stock_movement
BEGIN
    SELECT CASE
        WHEN new.change = 0 THEN RAISE(ABORT, 'a movement moves something')
        WHEN (SELECT on_hand FROM stock WHERE product_id = new.product_id) + new.change < 0
            THEN RAISE(ABORT, 'the shelf is empty; order more')
    END;
    UPDATE stock SET on_hand = on_hand + new.change WHERE product_id = new.product_id;
END;

CREATE TRIGGER stock_leaves_with_sale AFTER INSERT ON order_line
BEGIN
    INSERT INTO stock_movement (product_id, change, reason) VALUES (new.product_id, -new.quantity, 'sale');
END;

INSERT INTO stock_movement (product_id, change, reason) VALUES
    (1, 60, 'delivery'),
    (2, 60, 'delivery'),
    (3, 40, 'delivery'),
    (4, 50, 'delivery'),
    (5, 30, 'delivery'),
    (6, 12, 'delivery');
