ALTER TABLE team RENAME COLUMN motto TO slogan;
