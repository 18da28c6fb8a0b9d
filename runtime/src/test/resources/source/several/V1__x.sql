-- schema-migrations: transaction=nonne
-- schema-migrations: speed=high
SELECT 1;
-- schema-migrations: repeatable
