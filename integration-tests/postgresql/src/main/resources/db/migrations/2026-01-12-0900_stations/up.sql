CREATE TABLE station (
    id     int PRIMARY KEY,
    name   text NOT NULL,
    metres int
);

COPY station (id, name, metres) FROM stdin;
1	Zugspitze	2962
2	Helgoland	4
3	"Brocken"; in fog	\N
\.
