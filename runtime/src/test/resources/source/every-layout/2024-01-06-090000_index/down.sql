-- schema-migrations: statement-timeout=5s
DROP INDEX shop_name;
