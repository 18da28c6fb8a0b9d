/*M! SELECT 'for MariaDB; alone' */;
SELECT 1 /*M!100100 , '*/;' */, 2 /*! + 3 */;
/* /*M! plain; */
/*m! SELECT 2; */
SELECT 3;
DELIMITER $$
/*M!100100 CREATE PROCEDURE one() BEGIN SELECT '$$'; /* it's; */ SELECT 2; -- it's */
END */ $$
DELIMITER ;
SELECT 4 /*M!999999\- no switch here */;
