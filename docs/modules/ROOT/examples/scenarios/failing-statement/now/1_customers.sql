CREATE TABLE customer (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);

INSERT INTO customer (id, nmae)
    VALUES (1, 'Ada');
