ALTER TABLE customer ADD COLUMN address TEXT;

UPDATE customer
   SET address = (SELECT a.street || '; ' || a.town FROM address a WHERE a.customer_id = customer.id ORDER BY a.id LIMIT 1);

DROP TABLE address;
