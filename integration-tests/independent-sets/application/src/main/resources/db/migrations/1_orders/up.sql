CREATE TABLE orders (
    id    INTEGER PRIMARY KEY,
    title TEXT NOT NULL
);
