CREATE INDEX customer_name ON customer USING gin (name);
