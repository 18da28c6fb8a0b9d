package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** What is made of PostgreSQL's statements before any of them runs. */
class PostgresqlWordsTest {

    private static SqlStatement statement(String sql) {
        try (ScriptReader reader = ScriptReader.open(new StringReader(sql), Syntax.POSTGRESQL)) {
            return reader.next();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static PostgresqlWords words(String sql) {
        return PostgresqlWords.of(statement(sql));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BEGIN                                  | begins            | BEGIN
            begin work                             | begins            | BEGIN
            BEGIN TRANSACTION                      | begins            | BEGIN
            START TRANSACTION                      | begins            | BEGIN
            BEGIN READ ONLY                        | begins            | BEGIN_WITH_MODES
            BEGIN DEFERRABLE                       | begins            | BEGIN_WITH_MODES
            BEGIN WORK READ ONLY                   | begins            | BEGIN_WITH_MODES
            BEGIN TRANSACTION DEFERRABLE           | begins            | BEGIN_WITH_MODES
            START TRANSACTION READ WRITE           | begins            | BEGIN_WITH_MODES
            COMMIT                                 | commits           | COMMIT
            END                                    | commits           | COMMIT
            COMMIT AND NO CHAIN                    | commits           | COMMIT
            COMMIT AND CHAIN                       | commits chains    | CHAIN
            END TRANSACTION AND CHAIN              | commits chains    | CHAIN
            ROLLBACK                               | rolls back        | END
            ABORT                                  | rolls back        | END
            ROLLBACK AND CHAIN                     | rolls back chains | CHAIN
            ROLLBACK AND NO CHAIN                  | rolls back        | END
            ROLLBACK TO SAVEPOINT s                |                   | WORK
            ROLLBACK WORK TO s                     |                   | WORK
            PREPARE TRANSACTION 'x'                | prepares          | END
            COMMIT PREPARED 'x'                    | refused           | WORK
            ROLLBACK PREPARED 'x'                  | refused           | WORK
            PREPARE p AS SELECT 1                  |                   | WORK
            SAVEPOINT s                            |                   | WORK
            SET a = 1                              |                   | SETTING
            RESET a                                |                   | SETTING
            LISTEN c                               |                   | SETTING
            UNLISTEN c                             |                   | SETTING
            LOAD 'plpgsql'                         |                   | SETTING
            SET LOCAL a = 1                        |                   | WORK
            SET TRANSACTION READ ONLY              |                   | WORK
            SET CONSTRAINTS ALL DEFERRED           |                   | WORK
            SELECT set_config('a', 'b', false)     |                   | SETTING
            SELECT pg_catalog.set_config('a', 'b', 'f') |              | SETTING
            SELECT set_config('a', 'b', true)      |                   | WORK
            SELECT set_config('a', b(), false)     |                   | WORK
            """)
    void knows_what_it_does_to_transactions(String sql, String facts, String role) {
        PostgresqlWords words = words(sql);
        List<String> found = new ArrayList<>();
        add(found, words.begins(), "begins");
        add(found, words.commits(), "commits");
        add(found, words.rollsBackAll(), "rolls back");
        add(found, words.preparesTransaction(), "prepares");
        add(found, words.chains(), "chains");
        add(found, words.refusedInTransaction(), "refused");

        assertThat(String.join(" ", found)).isEqualTo(facts == null ? "" : facts);
        assertThat(words.role()).hasToString(role);
        assertThat(words.controlsTransaction()).isEqualTo(facts != null && !facts.equals("refused"));
        assertThat(words.setsUpSession()).isEqualTo(role.equals("SETTING"));
    }

    private static void add(List<String> found, boolean is, String fact) {
        if (is) {
            found.add(fact);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
            "CREATE INDEX CONCURRENTLY ON t (a)", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
            "DROP INDEX CONCURRENTLY i", "REINDEX INDEX CONCURRENTLY i", "REINDEX (CONCURRENTLY) TABLE t",
            "REINDEX (CONCURRENTLY ON) TABLE t", "REINDEX (VERBOSE, CONCURRENTLY TRUE) TABLE t",
            "ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "VACUUM", "VACUUM FULL t", "ALTER SYSTEM SET a = 1", "CLUSTER",
            "CLUSTER VERBOSE", "CLUSTER (VERBOSE)", "REINDEX SCHEMA s", "REINDEX DATABASE d", "REINDEX SYSTEM d",
            "REINDEX (VERBOSE) SCHEMA s", "ALTER DATABASE d SET TABLESPACE x", "CREATE DATABASE d", "DROP DATABASE d",
            "CREATE TABLESPACE x LOCATION '/x'", "DROP TABLESPACE x" })
    void refuses_in_a_transaction_what_the_server_would_refuse(String sql) {
        assertThat(words(sql).refusedInTransaction()).isTrue();
        assertThat(new PostgresqlInspection(TransactionMode.TRANSACTION).objection(statement(sql)))
                .hasValueSatisfying(
                        objection -> assertThat(objection).startsWith("PostgreSQL does not run this inside a transaction"));
        assertThat(new PostgresqlInspection(TransactionMode.NONE).objection(statement(sql))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "CREATE INDEX i ON concurrently (a)", "CREATE INDEX i ON t (concurrently)",
            "CREATE UNIQUE INDEX i ON t (concurrently)", "DROP INDEX i", "REINDEX INDEX i", "REINDEX TABLE system",
            "REINDEX (CONCURRENTLY OFF) TABLE t", "REINDEX (CONCURRENTLY FALSE) TABLE t", "REINDEX TABLE schema",
            "ALTER TABLE t ADD COLUMN concurrently int", "ALTER TABLE t DETACH PARTITION p",
            "ALTER TABLE concurrently ADD a int",
            "CREATE TABLE t (concurrently int)", "CLUSTER t", "CLUSTER t USING i", "CLUSTER VERBOSE t", "CLUSTER (VERBOSE) t",
            "ALTER DATABASE d SET a = 1", "ALTER DATABASE d RENAME TO e", "ALTER TABLE t SET TABLESPACE x",
            "CREATE TABLE database (a int)", "DROP TABLE database", "ANALYZE t", "ALTER TABLE system ADD a int",
            "COMMENT ON DATABASE d IS 'x'" })
    void runs_in_a_transaction_what_only_looks_as_if_it_could_not(String sql) {
        assertThat(words(sql).refusedInTransaction()).isFalse();
        assertThat(new PostgresqlInspection(TransactionMode.TRANSACTION).objection(statement(sql))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "DISCARD ALL", "SELECT pg_advisory_unlock_all()", "select PG_ADVISORY_UNLOCK_ALL ( )",
            "SELECT pg_catalog.\"pg_advisory_unlock_all\"()", "DO 'BEGIN PERFORM pg_advisory_unlock_all(); END'",
            "DO $x$ BEGIN PERFORM pg_advisory_unlock_all(); END $x$", "CREATE TABLE t AS SELECT pg_advisory_unlock_all()",
            "EXPLAIN ANALYZE SELECT pg_advisory_unlock_all()", "DO 'it''s ' 'pg_advisory_unlock_all'",
            "DO 'BEGIN PERFORM $x$, PG_advisory_unlock_all(); END'",
            "INSERT INTO t SELECT pg_advisory_unlock_all()" })
    void refuses_what_releases_the_lock(String sql) {
        assertThat(words(sql).releasesLocks()).isTrue();
        for (TransactionMode mode : TransactionMode.values()) {
            assertThat(new PostgresqlInspection(mode).objection(statement(sql)))
                    .contains("this releases the lock that keeps other processes out: take it out of the script");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "DISCARD TEMP", "SELECT 'pg_advisory_unlock_all()'", "SELECT pg_advisory_unlock(1)",
            "SELECT 1 -- pg_advisory_unlock_all()", "GRANT EXECUTE ON FUNCTION pg_advisory_unlock_all TO x",
            "REVOKE ALL ON FUNCTION pg_advisory_unlock_all() FROM x", "COMMENT ON FUNCTION pg_advisory_unlock_all() IS 'x'",
            "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT pg_advisory_unlock_all()'",
            "CREATE OR REPLACE VIEW v AS SELECT pg_advisory_unlock_all()", "PREPARE p AS SELECT pg_advisory_unlock_all()",
            "DO 'BEGIN -- pg_advisory_unlock_all\nEND'", "DO 'it''s ' -- pg_advisory_unlock_all",
            "SELECT my_pg_advisory_unlock_all()",
            "ALTER FUNCTION pg_advisory_unlock_all() OWNER TO x", "SELECT $$pg_advisory_unlock_all$$" })
    void runs_what_only_names_what_releases_the_lock(String sql) {
        assertThat(words(sql).releasesLocks()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "SET DateStyle = 'German'", "SET SESSION datestyle TO 'SQL, DMY'", "SET \"DateStyle\" = postgres",
            "SET LOCAL DateStyle = 'Postgres, MDY'", "SET client_encoding = 'LATIN1'", "SET client_encoding TO sql_ascii",
            "SET NAMES 'LATIN1'", "SET SESSION NAMES latin1", "SELECT set_config('DateStyle', 'German', false)",
            "SELECT pg_catalog.set_config('client_encoding', 'LATIN1', true)", "SET DateStyle = ISO, German" })
    void refuses_without_a_transaction_what_makes_the_driver_close_its_connection(String sql) {
        assertThat(words(sql).setsWhatTheDriverRefuses()).isTrue();
        assertThat(new PostgresqlInspection(TransactionMode.NONE).objection(statement(sql))).hasValueSatisfying(
                objection -> assertThat(objection).startsWith("PostgreSQL's JDBC driver closes its connection when"));
        assertThat(new PostgresqlInspection(TransactionMode.TRANSACTION).objection(statement(sql))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "SET DateStyle = 'ISO, DMY'", "SET DateStyle TO DEFAULT", "SET client_encoding = 'UTF8'",
            "SET client_encoding = 'utf-8'", "SET client_encoding = UNICODE", "SET NAMES 'UTF8'", "SET NAMES DEFAULT",
            "SET NAMES",
            "SET search_path = german", "SET a TO 'sql'", "SELECT set_config('DateStyle', 'ISO', false)",
            "SELECT set_config('search_path', 'german', false)", "RESET DateStyle", "UPDATE t SET datestyle = 'German'",
            "SELECT set_config(a, 'German', false)" })
    void sets_what_the_driver_bears_with(String sql) {
        assertThat(words(sql).setsWhatTheDriverRefuses()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SET TRANSACTION READ ONLY                                  | transaction
            SET LOCAL TRANSACTION READ ONLY                            | transaction
            SET SESSION TRANSACTION READ ONLY                          | transaction
            SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY       | parameter
            SET a = 1                                                  | parameter
            RESET ALL                                                  | parameter
            SET ROLE x                                                 |
            SET SESSION AUTHORIZATION x                                |
            RESET ROLE                                                 |
            SET CONSTRAINTS ALL DEFERRED                               |
            SELECT 1                                                   |
            """)
    void knows_settings_that_may_come_before_the_history(String sql, String what) {
        assertThat(words(sql).setsTransaction()).isEqualTo("transaction".equals(what));
        assertThat(words(sql).setsParameter()).isEqualTo(what != null);
    }

    @Test
    void knows_what_may_commit_by_itself() {
        assertThat(words("CALL p()").mayCommitByItself()).isTrue();
        assertThat(words("DO 'BEGIN COMMIT; END'").mayCommitByItself()).isTrue();
        assertThat(words("SELECT p()").mayCommitByItself()).isFalse();
    }

    @Test
    void refuses_a_transaction_of_the_script_inside_ours_alone() {
        PostgresqlInspection inspection = new PostgresqlInspection(TransactionMode.TRANSACTION);

        assertThat(inspection.objection(statement("BEGIN"))).isEmpty();
        assertThat(inspection.ownTransaction().objection()).contains(
                "the script begins a transaction in line 1, but runs in one already: remove the statement");
    }
}
