-- schema-migrations: transaction=none
CREATE INDEX CONCURRENTLY reading_by_time ON reading (at);
