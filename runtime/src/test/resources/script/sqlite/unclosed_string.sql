SELECT 'ok';
SELECT "a", 'never closed;
SELECT 2;
