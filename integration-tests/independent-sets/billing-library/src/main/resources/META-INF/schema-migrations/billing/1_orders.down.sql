DROP TABLE billing_order;
