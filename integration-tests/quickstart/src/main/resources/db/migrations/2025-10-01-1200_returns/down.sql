DROP VIEW best_seller;

UPDATE stock
   SET on_hand = on_hand - (SELECT SUM(m.change) FROM stock_movement m WHERE m.product_id = stock.product_id AND m.reason = 'return')
 WHERE product_id IN (SELECT product_id FROM stock_movement WHERE reason = 'return');
DELETE FROM stock_movement WHERE reason = 'return';
DROP TABLE return_line;

CREATE VIEW best_seller AS
    SELECT p.name                           AS product,
           c.name                           AS category,
           SUM(l.quantity)                  AS sold,
           SUM(l.total_cents)               AS revenue_cents
      FROM order_line l
      JOIN product p ON p.id = l.product_id
      JOIN category c ON c.id = p.category_id
     GROUP BY p.id;
