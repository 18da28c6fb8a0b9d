DROP VIEW best_seller;
