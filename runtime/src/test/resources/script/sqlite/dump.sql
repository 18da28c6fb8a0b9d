PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL DEFAULT 'x;y');
INSERT INTO parent VALUES(1,replace('it''s; two\nlines+','\n',char(10)));
INSERT INTO parent VALUES(2,'größe 🐘');
CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id), "a""b" BLOB);
INSERT INTO child VALUES(1,1,X'00ff3b');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','note','note',0,'CREATE VIRTUAL TABLE note USING fts5 (body)');
CREATE TABLE IF NOT EXISTS 'note_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO note_data VALUES(1,X'0102');
INSERT INTO note_data VALUES(10,X'000000000101010001010101');
INSERT INTO note_data VALUES(137438953473,X'000000100230610102020101620102030406');
CREATE TABLE IF NOT EXISTS 'note_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO note_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'note_content'(id INTEGER PRIMARY KEY, c0);
INSERT INTO note_content VALUES(1,'a; b');
CREATE TABLE IF NOT EXISTS 'note_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO note_docsize VALUES(1,X'02');
CREATE TABLE IF NOT EXISTS 'note_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO note_config VALUES('version',4);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('parent',2);
CREATE INDEX child_parent ON child (parent_id) WHERE parent_id > 0;
CREATE VIEW families AS SELECT p.name, count(*) AS children FROM parent p JOIN child c ON c.parent_id = p.id GROUP BY 1;
CREATE TRIGGER child_added AFTER INSERT ON child WHEN new.parent_id IS NOT NULL
BEGIN
  UPDATE parent SET name = CASE WHEN name LIKE '%+' THEN name ELSE name || '+' END WHERE id = new.parent_id;
  SELECT 1; -- END;
END
;
PRAGMA writable_schema=OFF;
COMMIT;
