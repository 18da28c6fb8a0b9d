CREATE TABLE author (
    id   INTEGER PRIMARY KEY,
    name VARCHAR(40) NOT NULL
);

INSERT INTO author (id, name) VALUES (1, 'Ursula K. Le Guin'), (2, 'Stanislaw Lem');
