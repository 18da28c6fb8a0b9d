SELECT 'up for all';
