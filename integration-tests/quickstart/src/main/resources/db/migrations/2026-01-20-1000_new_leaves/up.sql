-- The new year's catalogue: two teas, one category, and their first buyers.

INSERT INTO category (id, name) VALUES (4, 'Herbal');

INSERT INTO product (id, category_id, name, price_cents) VALUES
    (7, 4, 'Rooibos', 450),
    (8, 2, 'Jasmine pearls', 1290);

INSERT INTO stock_movement (product_id, change, reason) VALUES
    (7, 40, 'delivery'),
    (8, 25, 'delivery');

INSERT INTO customer_order (id, customer_id, placed_on) VALUES (8, 3, '2026-01-19'), (9, 4, '2026-01-20');

INSERT INTO order_line (order_id, product_id, quantity, unit_cents) VALUES
    (8, 7, 9, 450),
    (8, 8, 2, 1290),
    (9, 2, 3, 590);

UPDATE customer_order SET paid_on = '2026-01-20' WHERE id IN (8, 9);
