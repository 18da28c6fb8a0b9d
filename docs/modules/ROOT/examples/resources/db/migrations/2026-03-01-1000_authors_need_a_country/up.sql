PRAGMA foreign_keys = OFF;

CREATE TABLE author_with_country (
    id      INTEGER PRIMARY KEY,
    name    TEXT NOT NULL,
    country TEXT NOT NULL CHECK (length(country) = 2)
);

INSERT INTO author_with_country (id, name, country)
    SELECT id, name, CASE name WHEN 'Stanisław Lem' THEN 'PL' ELSE 'US' END FROM author;

DROP TABLE author;
ALTER TABLE author_with_country RENAME TO author;
