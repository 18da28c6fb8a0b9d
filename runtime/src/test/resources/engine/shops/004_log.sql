CREATE TABLE price_change (item INTEGER, price INTEGER);
CREATE TRIGGER price_changed AFTER UPDATE OF price ON item BEGIN
  INSERT INTO price_change VALUES (new.id, new.price);
END;
UPDATE item SET price = price + 1 WHERE id % 3 = 0;
INSERT INTO run VALUES ('004', 4);
