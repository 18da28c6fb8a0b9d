CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  phone TEXT NOT NULL
);
INSERT INTO person (name, phone) VALUES ('Ada Lovelace', '+44 (0)20 7946 0018'), ('Ursula K. Le Guin', '+1 503 555-0137');
