CREATE TABLE opening_hours_north (day TEXT PRIMARY KEY, hours TEXT NOT NULL);
