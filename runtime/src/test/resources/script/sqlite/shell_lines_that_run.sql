# for the shell
CREATE TABLE a (b);
# again;
INSERT INTO a VALUES (1);
