-- a schema with a little of everything
CREATE TABLE customer (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(80) CHARACTER SET utf8mb4 NOT NULL COMMENT 'it''s; a "name" \\ `quoted` -- no comment',
  born DATE DEFAULT NULL,
  status ENUM('new', 'old; gone', 'it''s') NOT NULL DEFAULT 'new',
  full_name VARCHAR(200) GENERATED ALWAYS AS (CONCAT(name, '; ', status)) VIRTUAL,
  UNIQUE KEY uq_customer_name (name),
  KEY ix_customer_status (status, born)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='customers; all of them';

CREATE TABLE sale (
  id INT NOT NULL PRIMARY KEY,
  customer BIGINT UNSIGNED NOT NULL,
  amount DECIMAL(10, 2) NOT NULL DEFAULT 0.00,
  note LONGTEXT,
  picture LONGBLOB,
  at TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT fk_sale_customer FOREIGN KEY (customer) REFERENCES customer (id) ON DELETE CASCADE,
  CONSTRAINT ck_sale_amount CHECK (amount >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE log_entry (id INT NOT NULL, text VARCHAR(200)) ENGINE=MyISAM DEFAULT CHARSET=latin1;

INSERT INTO customer (name, born, status) VALUES
  ('O''Brien; Pat', '1980-02-29', 'old; gone'), ('back\\slash "double" `tick` /* no comment */', NULL, 'it''s'),
  ('line\nfeed\ttab # no comment', '2000-01-01', 'new'), ('ünïcödé 🙂 -- ', NULL, 'new');
INSERT INTO sale (id, customer, amount, note, picture, at) VALUES
  (1, 1, 12.50, 'DELIMITER ;;\nSELECT 1;;', 0x00FF275C3B0A, '2026-01-31 12:00:00'), (2, 3, 0, NULL, NULL, '2026-01-31 12:00:01');
INSERT INTO log_entry VALUES (1, 'one; two');

CREATE VIEW spender AS SELECT c.id, c.name, SUM(s.amount) AS total FROM customer c JOIN sale s ON s.customer = c.id GROUP BY c.id, c.name;
CREATE VIEW big_spender AS SELECT * FROM spender WHERE total > 10;

DELIMITER $$
CREATE TRIGGER sale_before BEFORE INSERT ON sale FOR EACH ROW
BEGIN
  -- a comment; with a semicolon
  IF NEW.note IS NULL THEN SET NEW.note = 'none; yet'; END IF;
END$$
CREATE TRIGGER customer_after AFTER UPDATE ON customer FOR EACH ROW INSERT INTO log_entry VALUES (OLD.id, 'changed')$$
CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2$$
CREATE PROCEDURE tidy(IN keep INT, OUT gone INT)
BEGIN
  DECLARE done INT DEFAULT 0;
  REPEAT
    DELETE FROM log_entry WHERE id > keep LIMIT 1;
    SET done = ROW_COUNT();
  UNTIL done = 0 END REPEAT;
  SELECT COUNT(*) INTO gone FROM log_entry;
END$$
CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' ON COMPLETION PRESERVE DISABLE COMMENT 'at; night'
  DO BEGIN DELETE FROM log_entry; DELETE FROM sale WHERE amount = 0; END$$
DELIMITER ;
