CREATE TABLE sale (id INT);
