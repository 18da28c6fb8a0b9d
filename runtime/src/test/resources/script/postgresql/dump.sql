--
-- PostgreSQL database dump
--

\restrict aB3dE5fG7

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
-- Name: state; Type: TYPE; Schema: shop; Owner: postgres
--

CREATE TYPE shop.state AS ENUM (
    'open',
    'it''s; closed'
);


ALTER TYPE shop.state OWNER TO postgres;

--
-- Name: atomic(integer); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.atomic(a integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT
         CASE
             WHEN (a > 1) THEN 1
             ELSE 2
         END AS "case";
 SELECT a AS a;
END;


ALTER FUNCTION shop.atomic(a integer) OWNER TO postgres;

--
-- Name: touched(); Type: FUNCTION; Schema: shop; Owner: postgres
--

CREATE FUNCTION shop.touched() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
BEGIN
  -- it's; odd
  NEW.name := NEW.name || ';' || $$;$$;
  RETURN NEW;
END;
$_$;


ALTER FUNCTION shop.touched() OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: item; Type: TABLE; Schema: shop; Owner: postgres
--

CREATE TABLE shop.item (
    id bigint NOT NULL,
    name text DEFAULT 'x;y'::text NOT NULL,
    state shop.state,
    "odd "";name" text
);


ALTER TABLE shop.item OWNER TO postgres;

--
-- Name: TABLE item; Type: COMMENT; Schema: shop; Owner: postgres
--

COMMENT ON TABLE shop.item IS 'a; comment with ''quotes'' and
two lines -- $$';


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
-- Name: names; Type: VIEW; Schema: shop; Owner: postgres
--

CREATE VIEW shop.names AS
 SELECT item.name,
        CASE
            WHEN (item.state = 'open'::shop.state) THEN 1
            ELSE NULL::integer
        END AS "end"
   FROM shop.item;


ALTER TABLE shop.names OWNER TO postgres;

--
-- Data for Name: item; Type: TABLE DATA; Schema: shop; Owner: postgres
--

COPY shop.item (id, name, state, "odd "";name") FROM stdin;
1	it's;\ttab\nnew line \\.	open	\N
2	größe 🐘	it's; closed	\\.
3	\\.	\N	-- "
\.


--
-- Name: item_id_seq; Type: SEQUENCE SET; Schema: shop; Owner: postgres
--

SELECT pg_catalog.setval('shop.item_id_seq', 3, true);


--
-- Name: item item_pkey; Type: CONSTRAINT; Schema: shop; Owner: postgres
--

ALTER TABLE ONLY shop.item
    ADD CONSTRAINT item_pkey PRIMARY KEY (id);


--
-- Name: item noted; Type: RULE; Schema: shop; Owner: postgres
--

CREATE RULE noted AS
    ON DELETE TO shop.item DO ( SELECT 1 AS "?column?";
 SELECT 2 AS "?column?";
);


--
-- Name: item touch; Type: TRIGGER; Schema: shop; Owner: postgres
--

CREATE TRIGGER touch BEFORE UPDATE ON shop.item FOR EACH ROW EXECUTE FUNCTION shop.touched();


--
-- PostgreSQL database dump complete
--

\unrestrict aB3dE5fG7

