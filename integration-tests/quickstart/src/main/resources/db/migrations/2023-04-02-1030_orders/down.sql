DROP TABLE order_line;
DROP TABLE customer_order;
DROP TABLE customer;
