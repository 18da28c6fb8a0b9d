-- schema-migrations: transaction=none
INSERT INTO run VALUES ('007', 1);
UPDATE item SET price = price * 2 WHERE id % 7 = 0;
INSERT INTO run VALUES ('007', 3);
VACUUM;
BEGIN;
INSERT INTO run VALUES ('007', 6);
UPDATE item SET price = price + 5 WHERE id % 11 = 0;
COMMIT;
INSERT INTO run VALUES ('007', 9);
CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);
INSERT INTO run VALUES ('007', 11);
