DROP TABLE product;
DROP TABLE category;
