SELECT 'down for all';
