-- schema-migrations: transaction=none
DROP TABLE item;
