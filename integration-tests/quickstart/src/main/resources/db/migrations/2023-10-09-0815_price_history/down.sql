-- Prices go back to what they were first.
DROP TRIGGER price_is_remembered;

UPDATE product
   SET price = (SELECT c.before FROM price_change c WHERE c.product_id = product.id ORDER BY c.id LIMIT 1)
 WHERE id IN (SELECT product_id FROM price_change);

DROP TABLE price_change;
