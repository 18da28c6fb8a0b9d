CREATE TABLE book (
    id        INTEGER PRIMARY KEY,
    author_id INTEGER NOT NULL,
    title     VARCHAR(80) DEFAULT 'untitled',
    pages     INTEGER,
    CONSTRAINT some_pages CHECK (pages > 0),
    CONSTRAINT book_of FOREIGN KEY (author_id) REFERENCES author (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX book_by_title ON book (title, pages);
