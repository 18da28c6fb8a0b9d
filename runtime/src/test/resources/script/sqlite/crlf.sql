CREATE TABLE a (x);
INSERT INTO a
  VALUES (1);
-- c
INSERT INTO a VALUES ('two
lines') -- c
;
