DROP TABLE lending;
DROP TABLE book;
