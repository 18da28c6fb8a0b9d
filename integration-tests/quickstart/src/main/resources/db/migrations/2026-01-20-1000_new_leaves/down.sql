UPDATE customer
   SET points = points - (SELECT SUM(l.total_cents) / 100
                            FROM customer_order o JOIN order_line l ON l.order_id = o.id
                           WHERE o.customer_id = customer.id AND o.id IN (8, 9))
 WHERE id IN (SELECT customer_id FROM customer_order WHERE id IN (8, 9));

UPDATE stock
   SET on_hand = on_hand + (SELECT SUM(quantity) FROM order_line l WHERE l.product_id = stock.product_id AND l.order_id IN (8, 9))
 WHERE product_id IN (SELECT product_id FROM order_line WHERE order_id IN (8, 9));

DELETE FROM stock_movement WHERE id > (SELECT MAX(id) FROM stock_movement WHERE reason = 'return');
DELETE FROM customer_order WHERE id IN (8, 9);
DELETE FROM product WHERE id IN (7, 8);
DELETE FROM category WHERE id = 4;
