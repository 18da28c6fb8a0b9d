ALTER TABLE orders DROP COLUMN customer;
