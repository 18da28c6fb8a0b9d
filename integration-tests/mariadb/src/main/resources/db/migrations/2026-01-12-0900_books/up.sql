CREATE SEQUENCE book_number START WITH 1000;

CREATE TABLE book (
    number INT PRIMARY KEY DEFAULT (NEXT VALUE FOR book_number),
    title  VARCHAR(80) NOT NULL,
    loans  INT NOT NULL DEFAULT 0 /*M! INVISIBLE */
);

INSERT INTO book (title) VALUES ('Solaris'), ('The Left Hand of Darkness'), ('Who\'s there?; a play');
