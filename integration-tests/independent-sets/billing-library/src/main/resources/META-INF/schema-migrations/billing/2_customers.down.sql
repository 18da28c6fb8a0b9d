DROP INDEX billing_order_customer;
ALTER TABLE billing_order DROP COLUMN customer;
