-- schema-migrations: transaction=none
DROP INDEX CONCURRENTLY reading_by_time;
