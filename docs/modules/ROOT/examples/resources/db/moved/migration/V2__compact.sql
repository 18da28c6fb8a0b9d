-- schema-migrations: transaction=none
VACUUM;
