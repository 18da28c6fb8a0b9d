DELETE FROM loan;
UPDATE book SET loans = 0;
