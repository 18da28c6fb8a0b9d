PRAGMA foreign_keys = OFF;
CREATE TABLE shop_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, city TEXT NOT NULL DEFAULT 'Rome');
INSERT INTO shop_new (id, name) SELECT id, name FROM shop;
DROP TABLE shop;
ALTER TABLE shop_new RENAME TO shop;
INSERT INTO run VALUES ('008', 6);
