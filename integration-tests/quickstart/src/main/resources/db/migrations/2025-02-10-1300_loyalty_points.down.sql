DROP INDEX customer_order_unpaid;
DROP TRIGGER points_for_payment;
ALTER TABLE customer DROP COLUMN points;
ALTER TABLE order_line DROP COLUMN total_cents;
