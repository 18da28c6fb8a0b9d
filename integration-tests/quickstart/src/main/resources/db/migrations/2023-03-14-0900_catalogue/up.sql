-- A tea shop opens with a shelf and a price list.

CREATE TABLE category (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE product (
    id          INTEGER PRIMARY KEY,
    category_id INTEGER NOT NULL REFERENCES category (id),
    name        TEXT NOT NULL UNIQUE,
    price       REAL NOT NULL
);

CREATE INDEX product_category ON product (category_id);

INSERT INTO category (id, name) VALUES
    (1, 'Black tea'),
    (2, 'Green tea'),
    (3, 'Crockery');

INSERT INTO product (id, category_id, name, price) VALUES
    (1, 1, 'Assam; second flush', 6.90),
    (2, 1, 'Earl Grey', 5.50),
    (3, 1, 'Lady''s Breakfast', 4.80),
    (4, 2, 'Sencha', 8.20),
    (5, 2, 'Gunpowder', 4.40),
    (6, 3, 'Stoneware pot', 34.00);
