-- What sells: asked so often that it has a name.

CREATE VIEW best_seller AS
    SELECT p.name                           AS product,
           c.name                           AS category,
           SUM(l.quantity)                  AS sold,
           SUM(l.total_cents)               AS revenue_cents
      FROM order_line l
      JOIN product p ON p.id = l.product_id
      JOIN category c ON c.id = p.category_id
     GROUP BY p.id;
