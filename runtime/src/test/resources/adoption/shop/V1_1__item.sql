-- what is sold
CREATE TABLE item (id INT NOT NULL PRIMARY KEY, shop INT NOT NULL);
INSERT INTO shop VALUES (1, 'Größe ${not} replaced');
