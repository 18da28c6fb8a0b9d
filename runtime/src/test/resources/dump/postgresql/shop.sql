CREATE SCHEMA shop;
CREATE TYPE shop.colour AS ENUM ('red', 'it''s; green', '$blue$');
CREATE DOMAIN shop.amount AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE SEQUENCE shop.numbers START 100 INCREMENT 5;
CREATE TABLE shop.item (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number int NOT NULL DEFAULT nextval('shop.numbers'),
    "Name; with ""quotes""" text NOT NULL DEFAULT E'a\\b''c',
    colour shop.colour,
    price shop.amount,
    doubled numeric GENERATED ALWAYS AS (price * 2) STORED,
    data bytea,
    tags text[],
    extra jsonb
);
CREATE TABLE shop.line (
    item bigint REFERENCES shop.item ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    day date NOT NULL,
    quantity int CHECK (quantity <> 0)
) PARTITION BY RANGE (day);
CREATE TABLE shop.line_2025 PARTITION OF shop.line FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE shop.line_rest PARTITION OF shop.line DEFAULT;
CREATE INDEX line_item ON shop.line (item) INCLUDE (quantity);
CREATE UNIQUE INDEX item_tags ON shop.item (lower("Name; with ""quotes"""), number) WHERE price > 1;
COMMENT ON TABLE shop.item IS 'a comment; with '' and
two lines';
CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    -- it's; $$ nested $$
    NEW.extra := coalesce(NEW.extra, '{}') || '{"touched": "a;b"}';
    RETURN NEW;
END;
$body$;
CREATE FUNCTION shop.total(which bigint) RETURNS numeric LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT sum(CASE WHEN quantity > 0 THEN quantity ELSE 0 END) FROM shop.line WHERE line.item = which;
END;
CREATE TRIGGER touch BEFORE INSERT ON shop.item FOR EACH ROW EXECUTE FUNCTION shop.touch();
CREATE VIEW shop.red AS SELECT id, price FROM shop.item WHERE colour = 'red';
CREATE MATERIALIZED VIEW shop.days AS SELECT day, count(*) AS lines FROM shop.line GROUP BY day;
CREATE RULE quiet AS ON UPDATE TO shop.red DO INSTEAD (
    UPDATE shop.item SET price = NEW.price WHERE id = OLD.id;
    UPDATE shop.item SET extra = '{}' WHERE id = OLD.id
);
ALTER TABLE shop.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone ON shop.item USING (true);
INSERT INTO shop.item ("Name; with ""quotes""", colour, price, data, tags, extra) VALUES
    (E'tab\tnewline\nbackslash\\ end', 'red', 1.5, '\x00ff5c2e', '{a,"b,c",NULL}', '{"a": [1, "\\"]}'),
    ('\.', 'it''s; green', NULL, NULL, '{}', NULL),
    ('ünïcode 😀', '$blue$', 99999.99, '', NULL, '"\n"');
INSERT INTO shop.line VALUES (1, '2025-05-05', 3), (1, '2026-01-01', -1), (3, '2024-02-29', 7);
REFRESH MATERIALIZED VIEW shop.days;
SELECT setval('shop.numbers', 1000);
