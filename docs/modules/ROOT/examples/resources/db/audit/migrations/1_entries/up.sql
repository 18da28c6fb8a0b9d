CREATE TABLE entry (happened_at TEXT NOT NULL, what TEXT NOT NULL);
