SELECT 'main';
