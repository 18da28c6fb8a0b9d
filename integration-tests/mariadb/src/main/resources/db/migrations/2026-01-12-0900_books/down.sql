DROP TABLE book;
DROP SEQUENCE book_number;
