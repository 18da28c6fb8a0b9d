CREATE FUNCTION one(a integer) RETURNS integer LANGUAGE SQL
BEGIN ATOMIC
  SELECT a AS end;
  SELECT t.end, t.case FROM (SELECT 1 AS "end", 2 AS "case") t;
END;
CREATE FUNCTION begin() RETURNS integer LANGUAGE sql AS 'SELECT 1; SELECT 2';
CREATE FUNCTION four(begin integer, atomic integer) RETURNS integer LANGUAGE sql RETURN 1;
SELECT 1;
