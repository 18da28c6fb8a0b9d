-- What is set here ends with this script.
SET foreign_key_checks = 0;
SET time_zone = '+09:00';
SET sql_mode = 'ANSI_QUOTES';

INSERT INTO "loan" ("book", "reader") VALUES (1000, 'Ada'), (1002, 'Ada'), (1000, 'Grace');
