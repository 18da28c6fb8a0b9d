DELETE FROM track WHERE title = 'Overture';
