CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, "end" TEXT);
CREATE TABLE log (what TEXT);

CREATE TRIGGER item_added AFTER INSERT ON item
BEGIN
  INSERT INTO log VALUES ('added; ' || new.name);
  INSERT INTO log VALUES (CASE WHEN new.id > 1 THEN 'many;' ELSE 'one' END);
END;
create temp trigger if not exists item_changed after update of name on item when new.name <> old.name begin
  insert into log select case when case when 1 then 0 end then 'no' else 'changed' end;
  -- END;
  /* END; */
  update item set "end" = 'END;' where id = new.id;
end /* of it */ ; INSERT INTO item (name) VALUES ('a');
INSERT INTO item (name) VALUES ('b');
CREATE TEMPORARY TRIGGER "begin" AFTER DELETE ON item BEGIN DELETE FROM log WHERE what = old.name; SELECT 1; END;
EXPLAIN CREATE TRIGGER explained AFTER DELETE ON item BEGIN SELECT 1; END;
EXPLAIN QUERY PLAN CREATE TRIGGER planned AFTER DELETE ON item BEGIN SELECT 1; END;
CREATE /* odd */ TRIGGER -- as it is
  begin AFTER DELETE ON item WHEN old.id > 0 BEGIN
  SELECT old.id AS end; SELECT 2;
  END;
UPDATE item SET name = 'c' WHERE name = 'b';
CREATE TABLE trigger_of_nothing (a);
DROP TRIGGER item_added;
CREATE TRIGGER last AFTER INSERT ON log BEGIN SELECT 1; END
