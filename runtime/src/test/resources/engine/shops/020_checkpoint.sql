-- schema-migrations: transaction=none
PRAGMA wal_checkpoint(TRUNCATE);
INSERT INTO run VALUES ('020', 2);
ANALYZE;
INSERT INTO run VALUES ('020', 4);
