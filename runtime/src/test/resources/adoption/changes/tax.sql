CREATE TABLE tax (id INT, percent INT)
