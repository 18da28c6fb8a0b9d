-- schema-migrations: transaction=none
ALTER TABLE customer ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
UPDATE customer SET points = 10 WHERE since < 2020;
