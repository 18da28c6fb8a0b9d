DELETE FROM stock_movement WHERE reason = 'sale';
UPDATE stock SET on_hand = on_hand
    + (SELECT COALESCE(SUM(l.quantity), 0) FROM order_line l WHERE l.product_id = stock.product_id AND l.order_id BETWEEN 5 AND 7);
DELETE FROM customer_order WHERE id BETWEEN 5 AND 7;
DELETE FROM customer WHERE id = 4;
