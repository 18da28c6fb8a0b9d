CREATE TABLE loans_loan (
    id   INTEGER PRIMARY KEY,
    book TEXT NOT NULL
);
