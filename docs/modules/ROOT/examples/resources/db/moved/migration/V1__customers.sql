CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO customer (id, name) VALUES (1, 'Ada'), (2, 'Grace');
