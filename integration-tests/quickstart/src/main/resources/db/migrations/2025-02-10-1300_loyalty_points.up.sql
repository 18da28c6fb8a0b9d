-- A point for every euro paid, counted from the first day on.

ALTER TABLE order_line ADD COLUMN total_cents INTEGER GENERATED ALWAYS AS (quantity * unit_cents) VIRTUAL;
ALTER TABLE customer ADD COLUMN points INTEGER NOT NULL DEFAULT 0 CHECK (points >= 0);

UPDATE customer
   SET points = (SELECT COALESCE(SUM(l.total_cents), 0) / 100
                   FROM customer_order o JOIN order_line l ON l.order_id = o.id
                  WHERE o.customer_id = customer.id AND o.paid_on IS NOT NULL);

CREATE TRIGGER points_for_payment AFTER UPDATE OF paid_on ON customer_order
WHEN old.paid_on IS NULL AND new.paid_on IS NOT NULL
BEGIN
    UPDATE customer
       SET points = points + (SELECT COALESCE(SUM(total_cents), 0) / 100 FROM order_line WHERE order_id = new.id)
     WHERE id = new.customer_id;
END;

CREATE INDEX customer_order_unpaid ON customer_order (placed_on) WHERE paid_on IS NULL;
