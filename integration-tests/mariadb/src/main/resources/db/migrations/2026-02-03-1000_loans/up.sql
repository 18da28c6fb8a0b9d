CREATE TABLE loan (
    book   INT NOT NULL,
    reader VARCHAR(80) NOT NULL,
    FOREIGN KEY (book) REFERENCES book (number)
);

DELIMITER $$
CREATE TRIGGER loan_counts AFTER INSERT ON loan FOR EACH ROW
BEGIN
    UPDATE book SET loans = loans + 1 WHERE number = NEW.book;
END$$
DELIMITER ;
