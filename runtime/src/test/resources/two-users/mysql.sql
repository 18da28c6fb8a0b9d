CREATE USER 'shop_app'@'%' IDENTIFIED BY 'app-password';
CREATE USER 'shop_ddl'@'%' IDENTIFIED BY 'ddl-password';
GRANT SELECT, INSERT, UPDATE, DELETE ON shop.* TO 'shop_app'@'%';
GRANT ALL ON shop.* TO 'shop_ddl'@'%';
