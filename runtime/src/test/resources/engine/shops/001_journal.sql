-- schema-migrations: transaction=none
PRAGMA journal_mode = WAL;
CREATE TABLE run (migration TEXT NOT NULL, statement INTEGER NOT NULL);
INSERT INTO run VALUES ('001', 3);
