-- What is set here ends with this script.
SET foreign_key_checks = 0;
SET time_zone = '+09:00';
SET sql_mode = 'ANSI_QUOTES';

INSERT INTO "sale" ("product", "pieces") VALUES (4, 2), (1, 1);
INSERT INTO "product" ("id", "name", "stock") VALUES (4, 'Strainer', 8);
