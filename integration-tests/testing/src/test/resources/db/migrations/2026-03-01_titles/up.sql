CREATE VIEW titles AS SELECT title, name FROM book JOIN author ON author.id = book.author_id;
