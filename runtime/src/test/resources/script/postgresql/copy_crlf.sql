COPY item FROM STDIN;
1	a
\.x
\.
SELECT 1;
COPY item FROM STDIN;
\.