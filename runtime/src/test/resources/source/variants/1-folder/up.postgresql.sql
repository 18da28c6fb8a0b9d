SELECT 'up for postgresql';
