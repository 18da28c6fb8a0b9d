SELECT 'down for mysql';
