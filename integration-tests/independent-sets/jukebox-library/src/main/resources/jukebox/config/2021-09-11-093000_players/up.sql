CREATE TABLE player (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO player (name) VALUES ('kitchen');
