INSERT INTO track (title, plays) VALUES ('Overture', 1);
