--
-- PostgreSQL database dump
--

\restrict aB3;'"

SET statement_timeout = 0;
SELECT 1;

-- end
\unrestrict aB3;'"
