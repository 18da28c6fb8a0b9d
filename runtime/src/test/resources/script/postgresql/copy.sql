COPY public.item (id, name) FROM stdin;
1	it's; a "quote
2	-- no comment /* either
\\.	not the end
 \.
\.x
\N	\N
\.

copy "odd;FROM STDIN" from stdin;
\.
COPY item
  (id, "from")
  FROM /* here; */ STDIN -- now;
  WITH (FORMAT csv, NULL ';')
  WHERE id > 1; -- behind it
1,"a;
b"

\.
SELECT 'after';
COPY item FROM '/tmp/from stdin';
COPY (SELECT 1 FROM stdin) TO STDOUT;
COPY item TO STDOUT;
COPY item FROM PROGRAM 'stdin';
SELECT copy FROM stdin;
COPY BINARY item FROM STDIN;
\.
