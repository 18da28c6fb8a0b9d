CREATE TABLE kind (
    code VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin PRIMARY KEY,
    name VARCHAR(40) NOT NULL UNIQUE
) COMMENT 'what there may be';

CREATE TABLE thing (
    id     BIGINT AUTO_INCREMENT PRIMARY KEY,
    kind   VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin,
    label  VARCHAR(40) NOT NULL DEFAULT 'no label' COMMENT 'what it is called',
    weight DECIMAL(8, 2) CHECK (weight > 0),
    made   TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    twice  DECIMAL(9, 2) GENERATED ALWAYS AS (weight * 2) STORED,
    half   DECIMAL(9, 2) GENERATED ALWAYS AS (weight / 2) VIRTUAL,
    size   ENUM ('small', 'large'),
    token  VARCHAR(40) DEFAULT (lower('A')),
    FULLTEXT INDEX thing_words (label),
    INDEX thing_by_label (label(10), weight),
    CONSTRAINT thing_kind FOREIGN KEY (kind) REFERENCES kind (code) ON UPDATE CASCADE ON DELETE SET NULL
);

CREATE SEQUENCE ticket START WITH 100 INCREMENT BY 5;

CREATE TABLE log (id INTEGER NOT NULL, day DATE NOT NULL, PRIMARY KEY (id, day))
    PARTITION BY RANGE (year(day)) (PARTITION old VALUES LESS THAN (2026), PARTITION now VALUES LESS THAN MAXVALUE);

INSERT INTO kind VALUES ('t', 'tool'), ('u', 'utensil');
INSERT INTO thing (kind, label, weight) VALUES ('t', 'hammer', 1.5), ('u', 'spoon', 0.1), (NULL, 'stone', 120);
INSERT INTO log VALUES (1, '2026-05-01');

CREATE VIEW a_view_on_a_view_that_is_made_later AS SELECT 1 AS label;
CREATE VIEW heavy AS SELECT label FROM thing WHERE weight > 100;
CREATE OR REPLACE VIEW a_view_on_a_view_that_is_made_later AS SELECT label FROM heavy;

DELIMITER //
CREATE FUNCTION pounds(kilos DECIMAL(8, 2)) RETURNS DECIMAL(8, 2) DETERMINISTIC
BEGIN
    RETURN kilos * 2; -- German ones
END //
CREATE PROCEDURE forget(IN n INTEGER, OUT left_over INTEGER)
BEGIN
    DELETE FROM log WHERE id = n;
    SELECT count(*) INTO left_over FROM log;
END //
CREATE TRIGGER thing_no_less BEFORE UPDATE ON thing FOR EACH ROW
BEGIN
    IF NEW.weight < OLD.weight THEN
        SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'it weighs; what it weighs';
    END IF;
END //
DELIMITER ;
