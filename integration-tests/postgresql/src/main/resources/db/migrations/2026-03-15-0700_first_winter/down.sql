TRUNCATE reading;
