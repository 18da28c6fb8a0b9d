-- The market stall kept a ledger of its own over the winter; its orders move in.

INSERT INTO customer (id, name, email, address) VALUES
    (4, 'Dina Farouk', 'dina@example.org', '3 Hill Road; Riverton');

INSERT INTO customer_order (id, customer_id, placed_on, paid_on) VALUES
    (5, 2, '2023-11-25', '2023-11-25'),
    (6, 4, '2023-12-09', '2023-12-09'),
    (7, 1, '2023-12-22', '2024-01-02');

INSERT INTO order_line (order_id, product_id, quantity, unit_price) VALUES
    (5, 1, 6, 7.40),
    (5, 2, 2, 5.90),
    (6, 4, 3, 8.20),
    (6, 6, 2, 34.00),
    (7, 1, 4, 7.40),
    (7, 5, 5, 4.40);
