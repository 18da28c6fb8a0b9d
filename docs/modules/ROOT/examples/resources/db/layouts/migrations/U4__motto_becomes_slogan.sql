ALTER TABLE team RENAME COLUMN slogan TO motto;
