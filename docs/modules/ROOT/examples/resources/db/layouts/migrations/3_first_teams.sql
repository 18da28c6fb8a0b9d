INSERT INTO team (name, founded) VALUES ('Reds', 1899), ('Blues', 1902);
