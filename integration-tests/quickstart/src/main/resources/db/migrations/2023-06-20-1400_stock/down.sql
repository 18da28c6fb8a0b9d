DROP TRIGGER stock_leaves_with_sale;
DROP TRIGGER stock_for_new_product;
DROP TABLE stock_movement;
DROP TABLE stock;
