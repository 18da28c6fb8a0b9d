# it's a comment; with "quotes
SELECT 'it''s; one', "odd "";string", 'escaped \'; ', "so \"; ", `a``;b\`;
SELECT '\\', '\\\'; ', "'", '"', `"` FROM (SELECT 1 AS `"`) t; -- it's behind
SELECT 1--1, 2--
2, '--'; --	tab
SELECT 5 --;
-- none
;
SELECT 1 /* it's; * / */ + /*+ none; */ 2 # none; 'here
, 3*/* ; */4, \N, 5 */**/6;
/* nothing */ ;
--no blank; 'behind
SELECT 2 -
-3;
--
/**/ SELECT N'a\';', x'3B', _utf8mb4'größe; 🐘', @`a;b`, @'c;d';
SELECT 'two
lines;';
