-- schema-migrations: transaction=none
PRAGMA journal_mode = DELETE;
