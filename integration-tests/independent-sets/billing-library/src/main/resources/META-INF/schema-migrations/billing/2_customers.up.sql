ALTER TABLE billing_order ADD COLUMN customer TEXT NOT NULL DEFAULT '';
CREATE INDEX billing_order_customer ON billing_order (customer);
