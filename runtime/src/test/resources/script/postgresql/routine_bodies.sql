CREATE FUNCTION one(a integer) RETURNS integer LANGUAGE SQL
BEGIN ATOMIC
  SELECT CASE WHEN a > 1 THEN 1 ELSE (SELECT CASE a WHEN 1 THEN 2 END) END;
END;
create or replace procedure two() begin atomic
  insert into item values ('END;'); -- END;
  delete from item /* END; */ ;
end ; SELECT 1;
CREATE FUNCTION three() RETURNS integer RETURN CASE WHEN true THEN 1 END;
CREATE TABLE begin (atomic integer);
BEGIN; SELECT 1; END;
CREATE FUNCTION five() RETURNS void BEGIN ATOMIC END;
CREATE OR REPLACE RULE notify_me AS ON UPDATE TO item DO ALSO (
  INSERT INTO log VALUES ('a;)');
  DELETE FROM log WHERE what = ')' -- );
);
CREATE SCHEMA s CREATE TABLE t (a integer) CREATE VIEW v AS SELECT 1;
