-- schema-migrations: transactions=none
PRAGMA journal_mode = WAL;
