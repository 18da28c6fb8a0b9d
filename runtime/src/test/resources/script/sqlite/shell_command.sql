SELECT 1
.5;
-- c
.read other.sql
