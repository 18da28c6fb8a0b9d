-- Goods come back: to the shelf, and out of the figures.

CREATE TABLE return_line (
    id         INTEGER PRIMARY KEY,
    order_id   INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    reason     TEXT,
    FOREIGN KEY (order_id, product_id) REFERENCES order_line (order_id, product_id)
);

CREATE INDEX return_line_order ON return_line (order_id, product_id);

CREATE TRIGGER stock_comes_back AFTER INSERT ON return_line
BEGIN
    SELECT RAISE(ABORT, 'more came back than went out')
     WHERE (SELECT SUM(quantity) FROM return_line WHERE order_id = new.order_id AND product_id = new.product_id)
         > (SELECT quantity FROM order_line WHERE order_id = new.order_id AND product_id = new.product_id);
    INSERT INTO stock_movement (product_id, change, reason) VALUES (new.product_id, new.quantity, 'return');
END;

INSERT INTO return_line (order_id, product_id, quantity, reason) VALUES
    (6, 6, 1, 'the spout drips');

DROP VIEW best_seller;
CREATE VIEW best_seller AS
    SELECT p.name                                                AS product,
           c.name                                                AS category,
           SUM(l.quantity - COALESCE(r.quantity, 0))             AS sold,
           SUM((l.quantity - COALESCE(r.quantity, 0)) * l.unit_cents) AS revenue_cents
      FROM order_line l
      JOIN product p ON p.id = l.product_id
      JOIN category c ON c.id = p.category_id
      LEFT JOIN (SELECT order_id, product_id, SUM(quantity) AS quantity
                   FROM return_line
                  GROUP BY order_id, product_id) r ON r.order_id = l.order_id AND r.product_id = l.product_id
     GROUP BY p.id;
