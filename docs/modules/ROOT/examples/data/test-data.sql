DELETE FROM book;
DELETE FROM author;
INSERT INTO author (id, name) VALUES (1, 'Ursula K. Le Guin');
INSERT INTO book (id, title, author_id) VALUES (1, 'The Dispossessed', 1);
