-- Customers and their orders, with the paper ledger of the first weeks typed in.

CREATE TABLE customer (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    email   TEXT NOT NULL UNIQUE,
    address TEXT
);

CREATE TABLE customer_order (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    placed_on   TEXT NOT NULL,
    paid_on     TEXT
);

-- A product that leaves the catalogue takes its lines along: harmless, until somebody rebuilds the product table.
CREATE TABLE order_line (
    order_id   INTEGER NOT NULL REFERENCES customer_order (id) ON DELETE CASCADE,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    unit_price REAL NOT NULL,
    PRIMARY KEY (order_id, product_id)
);

CREATE INDEX customer_order_customer ON customer_order (customer_id, placed_on);
CREATE INDEX order_line_product ON order_line (product_id);

INSERT INTO customer (id, name, email, address) VALUES
    (1, 'Ada Marsh', 'ada@example.org', '1 Mill Lane; Riverton'),
    (2, 'Bo Lindqvist', 'bo@example.org', '7 Quay Street; Harbourside'),
    (3, 'Chidi Okafor', 'chidi@example.org', NULL);

INSERT INTO customer_order (id, customer_id, placed_on, paid_on) VALUES
    (1, 1, '2023-03-18', '2023-03-18'),
    (2, 2, '2023-03-20', '2023-03-21'),
    (3, 1, '2023-03-29', '2023-03-29'),
    (4, 3, '2023-04-01', NULL);

INSERT INTO order_line (order_id, product_id, quantity, unit_price) VALUES
    (1, 1, 2, 6.90),
    (1, 6, 1, 34.00),
    (2, 2, 5, 5.50),
    (2, 4, 1, 8.20),
    (3, 1, 3, 6.90),
    (3, 3, 2, 4.80),
    (4, 4, 4, 8.20);
