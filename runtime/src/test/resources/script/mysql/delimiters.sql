SELECT 1;
DELIMITER $$
CREATE PROCEDURE one()
BEGIN
  SELECT 'a;$$'; -- $$
  IF 1 THEN SELECT 2; END IF; /* $$ */
END$$
CREATE PROCEDURE two() SELECT 1$$ SELECT 2; SELECT 3; $$
  delimiter //
CREATE TRIGGER t BEFORE INSERT ON item FOR EACH ROW BEGIN
  SET NEW.name = 4 / 2;
  SET NEW.name = 'http://';
END;
//
Delimiter ;; -- a comment
SELECT 1; SELECT 2;;
DELIMITER ;
SELECT 3;
DELIMITER |
SELECT 1|SELECT 2|
DELIMITER '--'
SELECT 5--
delimiter go
SELECT 'category' AS c go
DELIMITER //
CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN
  DELETE FROM item;
END //
DELIMITER ;
CREATE TABLE a (
  delimiter varchar(5),
  delimiter_2 int
);
SELECT delimiter FROM a
;
