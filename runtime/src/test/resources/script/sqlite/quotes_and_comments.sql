-- a comment; with a semicolon and 'a quote
CREATE TABLE "odd;name" (a TEXT DEFAULT ';', [b;c] TEXT, `d;e` TEXT); -- behind; it
/* not /* nested; */ INSERT INTO "odd;name" VALUES ('it''s; here', "a""b;" || 'x', '--no comment');
INSERT INTO "odd;name" VALUES ('/* none */', 'two
lines;', '') /* at the end; */ ;
;;
  ;
SELECT 1 -- no ; here
  + /* nor ; here */ 2;
SELECT 4 / 2 - 1, 3 -2;
SELECT '', '''', """", [a"b], `a``b` FROM (SELECT 1 AS """", 2 AS 'a"b', 3 AS "a`b");
SELECT 'the last one has no semicolon'
-- and the comment behind it
/* is not even closed;
