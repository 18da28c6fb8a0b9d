CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE book (
    id        INTEGER PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES author (id) ON DELETE CASCADE
);
INSERT INTO author (id, name) VALUES (1, 'Ursula K. Le Guin');
INSERT INTO book (id, author_id) VALUES (1, 1);
