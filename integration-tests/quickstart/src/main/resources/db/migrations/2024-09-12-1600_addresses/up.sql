-- A customer may have several addresses, so they leave the customer's row.

CREATE TABLE address (
    id          INTEGER PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
    street      TEXT NOT NULL,
    town        TEXT NOT NULL
);

CREATE INDEX address_customer ON address (customer_id);

INSERT INTO address (customer_id, street, town)
    SELECT id, substr(address, 1, instr(address, '; ') - 1), substr(address, instr(address, '; ') + 2)
      FROM customer
     WHERE address IS NOT NULL
     ORDER BY id;

ALTER TABLE customer DROP COLUMN address;
