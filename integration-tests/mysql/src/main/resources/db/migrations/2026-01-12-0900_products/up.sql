CREATE TABLE product (
    id    INT PRIMARY KEY AUTO_INCREMENT,
    name  VARCHAR(80) NOT NULL,
    stock INT UNSIGNED NOT NULL DEFAULT 0
);

# Three ways to write a quote or a semicolon
INSERT INTO product (name, stock) VALUES ('Teapot', 4), ('Kettle; electric', 2), ('Gran''s \'best\' cup', 30);
