-- liquibase formatted sql

-- changeset bob:1 runOnChange:false
CREATE TABLE item (id INT NOT NULL PRIMARY KEY);

-- changeset "carl c":"two b" splitStatements:true endDelimiter:;
CREATE TABLE item_part (id INT NOT NULL PRIMARY KEY);
INSERT INTO item_part VALUES (1);
