/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50001 CREATE VIEW v AS SELECT ';' AS `a;b`, 2*/*in*/3 AS c */;
SELECT 1 /*! , '*/;' */ , 2 /*!50003 , 3*/;
/*! */;
/*M! SELECT 'for MariaDB alone; */
/*M!100100 SELECT 2; */
SELECT 3;
