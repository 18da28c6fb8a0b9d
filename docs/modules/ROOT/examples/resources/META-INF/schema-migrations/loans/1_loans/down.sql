DROP TABLE loans_loan;
