DROP TABLE reading;
DROP FUNCTION keep_coldest();
ALTER TABLE station DROP COLUMN coldest;
