--liquibase formatted sql

--changeset bob:1
--comment: where things are sold
-- a comment of SQL's own
CREATE TABLE shop (
    id INT NOT NULL PRIMARY KEY,
    name VARCHAR(100)
);
INSERT INTO shop VALUES (1, 'first');
--rollback DROP TABLE shop;
