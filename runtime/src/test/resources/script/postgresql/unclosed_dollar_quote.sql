SELECT 1;
SELECT $a$ never; $b$ $$ closed