SELECT 'test';
