DROP TABLE artist;
