INSERT INTO track (title) VALUES ('Silence');
