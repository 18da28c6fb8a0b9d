-- Not the application's orders: what is to be paid.
CREATE TABLE billing_order (
    id    INTEGER PRIMARY KEY,
    cents INTEGER NOT NULL
);
