-- what is on an album
CREATE TABLE track (id INT NOT NULL PRIMARY KEY, artist INT NOT NULL);
