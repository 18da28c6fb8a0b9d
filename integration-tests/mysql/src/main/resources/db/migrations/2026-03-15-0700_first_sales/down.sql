DELETE FROM sale;
DELETE FROM product WHERE id = 4;
