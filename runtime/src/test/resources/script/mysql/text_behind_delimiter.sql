DELIMITER // -- a comment
SELECT 1//
DELIMITER '$$' /* another */
SELECT 2$$
DELIMITER // SELECT 3;
SELECT 4//
