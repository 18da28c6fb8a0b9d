CREATE TABLE sale (
    id      INT PRIMARY KEY AUTO_INCREMENT,
    product INT NOT NULL,
    pieces  INT UNSIGNED NOT NULL,
    FOREIGN KEY (product) REFERENCES product (id)
);

DELIMITER //
CREATE PROCEDURE sell(IN what INT, IN how_many INT UNSIGNED)
BEGIN
    UPDATE product SET stock = stock - how_many WHERE id = what;
    INSERT INTO sale (product, pieces) VALUES (what, how_many);
END//
DELIMITER ;
