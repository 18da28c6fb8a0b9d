CREATE TABLE book (
    id        INTEGER PRIMARY KEY,
    title     TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES author (id) ON DELETE CASCADE,
    lent      INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE lending (
    book_id INTEGER NOT NULL REFERENCES book (id),
    day     TEXT NOT NULL
);

CREATE TRIGGER book_is_lent AFTER INSERT ON lending
BEGIN
    SELECT CASE WHEN (SELECT lent FROM book WHERE id = new.book_id) = 1
        THEN RAISE(ABORT, 'the book is out')
    END;
    UPDATE book SET lent = 1 WHERE id = new.book_id;
END;

INSERT INTO book (id, title, author_id) VALUES
    (1, 'The Dispossessed', 1),
    (2, 'Solaris', 2),
    (3, 'Fiasco', 2);
