DROP VIEW IF EXISTS old_team;
CREATE VIEW old_team AS SELECT name FROM team WHERE founded < 1900;
