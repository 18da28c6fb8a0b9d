USE shop
SELECT 1;
use `my;shop`;
use "shop" ; SELECT 2;
SELECT 3 FROM
use
;
Use shop # here
SELECT 4;
USE last
