--
-- PostgreSQL database dump
--

\restrict 5Kd0Wq3bXv

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: shop; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA shop;


ALTER SCHEMA shop OWNER TO postgres;

--
-- Name: amount; Type: DOMAIN; Schema: shop; Owner: postgres
--

CREATE DOMAIN shop.amount AS numeric(12,2)
	CONSTRAINT amount_check CHECK ((VALUE >= (0)::numeric));


ALTER DOMAIN shop.amount OWNER TO postgres;

--
-- Name: colour; Type: TYPE; Schema: shop; Owner: postgres
--

CREATE TYPE shop.colour AS ENUM (
    'red',
    'it''s; green',
    '$blue$'
);


ALTER TYPE shop.colour OWNER TO postgres;

SET default_tablespace = '';

--
-- Name: line; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.line (
    item bigint,
    day date NOT NULL,
    quantity integer,
    CONSTRAINT line_quantity_check CHECK ((quantity <> 0))
)
PARTITION BY RANGE (day);


ALTER TABLE shop.line OWNER TO postgres;

--
-- Name: total(bigint); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.total(which bigint) RETURNS numeric
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT sum(
         CASE
             WHEN (line.quantity > 0) THEN line.quantity
             ELSE 0
         END) AS sum
    FROM shop.line
   WHERE (line.item = total.which);
END;


ALTER FUNCTION shop.total(which bigint) OWNER TO postgres;

--
-- Name: touch(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
BEGIN
    -- it's; $$ nested $$
    NEW.extra := coalesce(NEW.extra, '{}') || '{"touched": "a;b"}';
    RETURN NEW;
END;
$_$;


ALTER FUNCTION shop.touch() OWNER TO postgres;

SET default_table_access_method = heap;

--
-- Name: days; Type: MATERIALIZED VIEW; Schema: shop; Owner: postgres
--

CREATE MATERIALIZED VIEW shop.days AS
 SELECT line.day,
    count(*) AS lines
   FROM shop.line
  GROUP BY line.day
  WITH NO DATA;


ALTER TABLE shop.days OWNER TO postgres;

--
-- Name: numbers; Type: SEQUENCE; Schema: shop; Owner: postgres
--

CREATE SEQUENCE shop.numbers
    START WITH 100
    INCREMENT BY 5
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE shop.numbers OWNER TO postgres;

--
-- Name: item; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.item (
    id bigint NOT NULL,
    number integer DEFAULT nextval('shop.numbers'::regclass) NOT NULL,
    "Name; with ""quotes""" text DEFAULT 'a\b''c'::text NOT NULL,
    colour shop.colour,
    price shop.amount,
    doubled numeric GENERATED ALWAYS AS (((price)::numeric * (2)::numeric)) STORED,
    data bytea,
    tags text[],
    extra jsonb
);


ALTER TABLE shop.item OWNER TO postgres;

--
-- Name: TABLE item; Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON TABLE shop.item IS 'a comment; with '' and
two lines';


--
-- Name: item_id_seq; Type: SEQUENCE; Schema: shop; Owner: postgres
--

ALTER TABLE shop.item ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME shop.item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: line_2025; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.line_2025 (
    item bigint,
    day date NOT NULL,
    quantity integer,
    CONSTRAINT line_quantity_check CHECK ((quantity <> 0))
);


ALTER TABLE shop.line_2025 OWNER TO postgres;

--
-- Name: line_rest; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.line_rest (
    item bigint,
    day date NOT NULL,
    quantity integer,
    CONSTRAINT line_quantity_check CHECK ((quantity <> 0))
);


ALTER TABLE shop.line_rest OWNER TO postgres;

--
-- Name: red; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.red AS
 SELECT item.id,
    item.price
   FROM shop.item
  WHERE (item.colour = 'red'::shop.colour);


ALTER TABLE shop.red OWNER TO postgres;

--
-- Name: line_2025; Type: TABLE ATTACH; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.line ATTACH PARTITION shop.line_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');


--
-- Name: line_rest; Type: TABLE ATTACH; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.line ATTACH PARTITION shop.line_rest DEFAULT;


--
-- Data for Name: item; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.item (id, number, "Name; with ""quotes""", colour, price, data, tags, extra) FROM stdin;
1	100	tab\tnewline\nbackslash\\ end	red	1.50	\\x00ff5c2e	{a,"b,c",NULL}	{"a": [1, "\\\\"], "touched": "a;b"}
2	105	\\.	it's; green	\N	\N	{}	{"touched": "a;b"}
3	110	ünïcode 😀	$blue$	99999.99	\\x	\N	["\\n", {"touched": "a;b"}]
\.


--
-- Data for Name: line_2025; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.line_2025 (item, day, quantity) FROM stdin;
1	2025-05-05	3
\.


--
-- Data for Name: line_rest; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.line_rest (item, day, quantity) FROM stdin;
1	2026-01-01	-1
3	2024-02-29	7
\.


--
-- Name: item_id_seq; Type: SEQUENCE SET; Schema: shop; Owner: postgres
--

SELECT pg_catalog.setval('shop.item_id_seq', 3, true);


--
-- Name: numbers; Type: SEQUENCE SET; Schema: shop; Owner: postgres
--

SELECT pg_catalog.setval('shop.numbers', 1000, true);


--
-- Name: item item_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (id);


--
-- Name: item_tags; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE UNIQUE INDEX item_tags ON shop.item USING btree (lower("Name; with ""quotes"""), number) WHERE ((price)::numeric > (1)::numeric);


--
-- Name: line_item; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX line_item ON ONLY shop.line USING btree (item) INCLUDE (quantity);


--
-- Name: line_2025_item_quantity_idx; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX line_2025_item_quantity_idx ON shop.line_2025 USING btree (item) INCLUDE (quantity);


--
-- Name: line_rest_item_quantity_idx; Type: INDEX; Schema: shop; Owner: postgres
--

CREATE INDEX line_rest_item_quantity_idx ON shop.line_rest USING btree (item) INCLUDE (quantity);


--
-- Name: line_2025_item_quantity_idx; Type: INDEX ATTACH; Schema: shop; Owner: postgres
--

ALTER INDEX shop.line_item ATTACH PARTITION shop.line_2025_item_quantity_idx;


--
-- Name: line_rest_item_quantity_idx; Type: INDEX ATTACH; Schema: shop; Owner: postgres
--

ALTER INDEX shop.line_item ATTACH PARTITION shop.line_rest_item_quantity_idx;


--
-- Name: red quiet; Type: RULE; Schema: shop; Owner: postgres
--

CREATE RULE quiet AS
    ON UPDATE TO shop.red DO INSTEAD ( UPDATE shop.item SET price = new.price
  WHERE (item.id = old.id);
 UPDATE shop.item SET extra = '{}'::jsonb
  WHERE (item.id = old.id);
);


--
-- Name: item touch; Type: TRIGGER; Schema: shop; Owner: postgres
--

CREATE TRIGGER touch BEFORE INSERT ON shop.item FOR EACH ROW EXECUTE FUNCTION shop.touch();


--
-- Name: line line_item_fkey; Type: FK CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE shop.line
    ADD CONSTRAINT line_item_fkey FOREIGN KEY (item) REFERENCES shop.item(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;


--
-- Name: item everyone; Type: POLICY; Schema: shop; Owner: postgres
--

CREATE POLICY everyone ON shop.item USING (true);


--
-- Name: item; Type: ROW SECURITY; Schema: shop; Owner: postgres
--

ALTER TABLE shop.item ENABLE ROW LEVEL SECURITY;

--
-- Name: days; Type: MATERIALIZED VIEW DATA; Schema: shop; Owner: postgres
--

REFRESH MATERIALIZED VIEW shop.days;


--
-- PostgreSQL database dump complete
--

\unrestrict 5Kd0Wq3bXv

