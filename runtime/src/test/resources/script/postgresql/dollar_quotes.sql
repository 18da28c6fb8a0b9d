CREATE FUNCTION one() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 'it''s; one'; -- $ $tag$ "
  EXECUTE $q$ SELECT ';' $q$;
END;
$$;
DO $tag$ BEGIN RAISE NOTICE $$ ; $$; PERFORM $ta$;$ta$; END $tag$;
SELECT $_1a$ ; $$ $_1A$ $_1 $_1a$, a$b$c, a$$b; SELECT $größe$;$größe$;
SELECT $a$ $b$a$; SELECT $1$2;
PREPARE p AS SELECT $1; EXECUTE p('$$'); SELECT 1 AS a$; SELECT $$ $$ $$;$$;
SELECT $$$$, $x$$x$, $x$$$;$x$;
