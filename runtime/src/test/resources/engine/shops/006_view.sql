CREATE VIEW turnover AS SELECT shop, sum(price) AS price FROM item GROUP BY shop;
INSERT INTO run VALUES ('006', 2);
