package io.quarkiverse.schema.migrations.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.internal.dialect.postgresql.PostgresqlDialect;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** What cannot run is refused with its reason before anything has run, and nothing else is. */
class InspectionTest {

    /** Of the last statement; earlier ones are only seen. */
    private static Optional<String> objection(Dialect dialect, TransactionMode mode, String script) throws IOException {
        ScriptInspection inspection = dialect.inspect(mode);
        Optional<String> last = Optional.empty();
        try (ScriptReader reader = ScriptReader.open(new StringReader(script), dialect.syntax())) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                last = inspection.objection(next);
            }
        }
        return last;
    }

    private static void assertObjection(Optional<String> objection, String expected) {
        if (expected == null) {
            assertThat(objection).isEmpty();
        } else {
            assertThat(objection).hasValueSatisfying(message -> assertThat(message).startsWith(expected));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            TRANSACTION | SELECT pg_advisory_unlock_all() | this releases the lock that keeps other processes out
            NONE        | DISCARD ALL                     | this releases the lock that keeps other processes out
            TRANSACTION | VACUUM                          | PostgreSQL does not run this inside a transaction: put
            TRANSACTION | BEGIN; VACUUM                   | PostgreSQL does not run this inside a transaction, and the script begins
            NONE        | VACUUM                          |
            TRANSACTION | SELECT 1                        |
            NONE        | SET DateStyle = 'German'        | PostgreSQL's JDBC driver closes its connection
            NONE        | SET client_encoding = 'LATIN1'  | PostgreSQL's JDBC driver closes its connection
            TRANSACTION | SET DateStyle = 'German'        |
            """)
    void postgresql(TransactionMode mode, String script, String expected) throws IOException {
        assertObjection(objection(new PostgresqlDialect(), mode, script), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            TRANSACTION | VACUUM                  | SQLite does not run this inside a transaction: put
            TRANSACTION | BEGIN; VACUUM           | SQLite does not run this inside a transaction, and the script begins
            NONE        | VACUUM                  |
            NONE        | PRAGMA query_only = ON  | the progress of the script could not be noted after this
            NONE        | PRAGMA query_only = OFF |
            TRANSACTION | PRAGMA query_only = ON  |
            """)
    void sqlite(TransactionMode mode, String script, String expected) throws IOException {
        assertObjection(objection(new SqliteDialect(), mode, script), expected);
    }
}
