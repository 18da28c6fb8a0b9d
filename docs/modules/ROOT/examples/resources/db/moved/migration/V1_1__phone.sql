ALTER TABLE customer ADD COLUMN phone TEXT;
UPDATE customer SET phone = '+44 20 7946 0018' WHERE id = 1;
