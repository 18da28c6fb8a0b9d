-- it's a comment; with "quotes
SELECT 'it''s; one', "odd "";name", 'no escape \'; -- 'none
SELECT E'it\'s; \\', e'a''b;\\', E'';
SELECT U&'d\0061t\+000061; \', U&"d\0061;" UESCAPE '!', u&'''';
SELECT B'1;0', x'1;F', N'a;\', nameE'b;\';
SELECT E'one\';'
  -- goes on
  'two\';' , 'not here\';
SELECT E'one' 'two\';
SELECT E'one' /* no */
'two\';
/* a /* nested; */ still; a comment -- */ SELECT 1 +/* ; */ 2 --;
;
SELECT 5 - -1, 1 -- 2;
  , /* */ 3 */* ; */ 2, '{"a": ";"}'::jsonb @> '{}' AND true;
SELECT $1, $2;
