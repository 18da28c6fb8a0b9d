-- schema-migrations: transaction=none
-- The till writes while the web shop reads. SQLite changes the journal mode outside a transaction only.
PRAGMA journal_mode = WAL;
