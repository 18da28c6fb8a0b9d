CREATE TABLE author_with_name (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO author_with_name SELECT id, name FROM author;
DROP TABLE author;
ALTER TABLE author_with_name RENAME TO author;
