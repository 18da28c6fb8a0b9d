CREATE VIEW prices AS SELECT cents FROM item;
