package io.quarkiverse.schema.migrations.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.internal.dialect.postgresql.PostgresqlDialect;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;

/**
 * What goes with the session when a script is interrupted, and which later statements need it. A statement that makes nothing
 * for its session has no use; of one that makes something without a name everything has.
 */
class SessionObjectsTest {

    private static SqlStatement statement(String sql, Syntax syntax) {
        try (ScriptReader reader = ScriptReader.open(new StringReader(sql), syntax)) {
            return reader.next();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String uses(Dialect dialect, String made, String later) {
        return dialect.lost(statement(made, dialect.syntax())).stream()
                .map(object -> object.use(statement(later, dialect.syntax())).toString()).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TEMP TABLE t (a int)                      | SELECT * FROM t                  | NEEDED
            CREATE TEMP TABLE t (a int)                      | SELECT 1                         | NONE
            CREATE TEMP TABLE t (a int)                      | CREATE TEMP TABLE t (b int)      | ENDED
            CREATE TEMP TABLE t (a int)                      | CREATE TEMP TABLE IF NOT EXISTS t (b int) | NEEDED
            CREATE TEMP TABLE t (a int)                      | CREATE TEMP TABLE u AS SELECT * FROM t | NEEDED
            CREATE TEMP TABLE t (a int)                      | CREATE TEMP TABLE t AS SELECT * FROM t | NEEDED
            CREATE TEMPORARY VIEW t AS SELECT 1              | SELECT * FROM "t"                | NEEDED
            CREATE OR REPLACE TEMP RECURSIVE VIEW t (a) AS SELECT 1 | SELECT * FROM t           | NEEDED
            CREATE LOCAL TEMP SEQUENCE IF NOT EXISTS t       | SELECT nextval('t')              | NEEDED
            CREATE TABLE pg_temp.t (a int)                   | SELECT * FROM t                  | NEEDED
            CREATE TEMP TABLE pg_temp.t (a int)              | SELECT * FROM t                  | NEEDED
            CREATE TEMP TABLE pg_temp.t (a int)              | SELECT * FROM pg_temp.u          | NONE
            CREATE TABLE pg_temp.t (a int)                   | SELECT * FROM pg_temp.u          | NONE
            CREATE VIEW pg_temp.t AS SELECT 1                | SELECT * FROM t                  | NEEDED
            SELECT 1 AS a INTO TEMP pg_temp.t                | SELECT * FROM t                  | NEEDED
            SELECT 1 AS a INTO TEMP pg_temp.t                | SELECT * FROM pg_temp.u          | NONE
            CREATE TEMP TABLE pg_temp                        | SELECT * FROM pg_temp            | NEEDED
            CREATE TEMP                                      | SELECT * FROM t                  |
            SELECT 1 INTO TEMP                               | SELECT * FROM t                  |
            CREATE TABLE "pg_temp".t (a int)                 | SELECT * FROM u                  |
            CREATE TABLE t (temp int)                        | SELECT * FROM t                  |
            CREATE TABLE t AS SELECT temp FROM x             | SELECT * FROM t                  |
            CREATE TABLE t (a int)                           | SELECT * FROM t                  |
            SELECT 1 AS a INTO TEMP t                        | SELECT * FROM t                  | NEEDED
            SELECT 1 AS a INTO TEMPORARY TABLE t             | SELECT * FROM t                  | NEEDED
            WITH x AS (SELECT 1) SELECT * INTO TEMP t FROM x | SELECT * FROM t                  | NEEDED
            SELECT 1 AS a INTO t                             | SELECT * FROM t                  |
            PREPARE p AS SELECT 1                            | EXECUTE p                        | NEEDED
            PREPARE TRANSACTION 'p'                          | EXECUTE p                        |
            DECLARE c CURSOR WITH HOLD FOR SELECT 1          | FETCH c                          | NEEDED
            DECLARE c CURSOR FOR SELECT 1                    | FETCH c                          |
            SELECT set_config('a.b', f(), false)             | SELECT current_setting('a.b')    | NEEDED
            SELECT set_config('a.b', f(), false)             | SELECT 1                         | NONE
            SELECT set_config('a.b', 'x', false)             | SELECT current_setting('a.b')    |
            SELECT set_config(x, f(), false)                 | SELECT 1                         | NEEDED
            SELECT set_config('a', f(), false), set_config('b', f(), false) | SELECT 1          | NEEDED
            INSERT INTO t VALUES (1)                         | SELECT * FROM t                  |
            """)
    void postgresql(String made, String later, String expected) {
        assertThat(uses(new PostgresqlDialect(), made, later)).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TEMP TABLE t (a)                  | SELECT * FROM T                         | NEEDED
            CREATE TEMP TABLE t (a)                  | SELECT 1                                | NONE
            CREATE TEMP TABLE t (a)                  | CREATE TEMP TABLE t (b)                 | ENDED
            CREATE TEMP TABLE t (a)                  | CREATE TEMP TABLE IF NOT EXISTS t (b)   | NEEDED
            CREATE TEMP TABLE t (a)                  | CREATE TEMP TABLE u AS SELECT * FROM t  | NEEDED
            CREATE TEMP TABLE t (a)                  | CREATE TEMP TABLE t AS SELECT * FROM main.t | NEEDED
            CREATE TEMP VIEW v AS SELECT 1           | SELECT * FROM v                         | NEEDED
            CREATE TEMP TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END | SELECT 1             | NEEDED
            CREATE TABLE t (a)                       | SELECT * FROM t                         |
            """)
    void sqlite(String made, String later, String expected) {
        assertThat(uses(new SqliteDialect(), made, later)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void what_a_file_keeps_cannot_need_what_is_temporary() throws SQLException {
        SqliteDialect dialect = new SqliteDialect();
        List<SessionObject> lost = dialect.lost(statement("CREATE TEMP TABLE t (a)", dialect.syntax()));

        assertThat(lost).hasSize(1);
        assertThat(lost.get(0).isNeededByKeptCode(null)).isFalse();
    }
}
