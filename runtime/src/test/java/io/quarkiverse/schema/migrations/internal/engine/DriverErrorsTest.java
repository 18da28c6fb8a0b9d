package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** What becomes of errors that no database has answered with, such as that the memory is full. */
class DriverErrorsTest {

    /** The same whenever it is thrown, as those of a virtual machine without memory are. */
    private static final OutOfMemoryError FULL = new OutOfMemoryError("Java heap space");

    @TempDir
    Path directory;

    /** Whatever is asked for fails, from a statement of the script on, or from the commit behind it. */
    private final class FailingFrom {
        private final String word;
        private boolean inScript;
        private boolean failing;

        FailingFrom(String word) {
            this.word = word;
        }

        /** Fails from the first statement on. */
        FailingFrom() {
            this("");
            inScript = true;
        }

        <T> T in(Class<T> type, T target) {
            return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
                    (proxy, method, arguments) -> {
                        if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
                            inScript |= sql.startsWith("INSERT INTO t VALUES (2)");
                            failing |= inScript && sql.startsWith(word);
                        }
                        if (failing && method.getName().startsWith("execute")) {
                            throw FULL;
                        }
                        try {
                            Object result = method.invoke(target, arguments);
                            if (result instanceof Connection connection) {
                                return in(Connection.class, connection);
                            }
                            return result instanceof Statement statement ? in(Statement.class, statement) : result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }

    private SchemaMigrations failingFrom(String word, String directive) {
        DataSource dataSource = SqliteFile.in(directory).dataSource();
        return SchemaMigrationsBuilder.of(new FailingFrom(word).in(DataSource.class, dataSource))
                .migration("1", directive + "CREATE TABLE t (a INT);\nINSERT INTO t VALUES (1);\nINSERT INTO t VALUES (2)")
                .migration("2", "CREATE TABLE u (a INT)").build();
    }

    private SchemaMigrations sound(String directive) {
        return failingFrom("nothing like that", directive);
    }

    private static void assertThatFails(SchemaMigrations migrations, String message) {
        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(MigrationFailedException.class, failure -> {
            assertThat(failure).hasMessage(message).hasRootCause(FULL);
            assertThat(failure.report().orElseThrow().failed()).contains(MigrationId.of("1"));
            assertThat(failure.report().orElseThrow().notRun()).containsExactly(MigrationId.of("2"));
        });
    }

    @Test
    void are_told_like_failures_of_a_statement_in_a_transaction() {
        assertThatFails(failingFrom("INSERT INTO t VALUES (2)", ""), "Migration '1' failed at memory:1/up.sql:3:1:"
                + " java.lang.OutOfMemoryError: Java heap space\n  INSERT INTO t VALUES (2)\n"
                + "The migration was rolled back. Fix the script and retry.");
        assertThat(SqliteFile.in(directory).tables()).containsExactly("schema_migrations_history");
        assertThat(sound("").migrate().done()).hasSize(2);
    }

    @Test
    void of_commands_without_steps_are_told_with_the_set() {
        SchemaMigrations full = SchemaMigrationsBuilder
                .of(new FailingFrom().in(DataSource.class, SqliteFile.in(directory).dataSource()))
                .set("shop").migration("1", "CREATE TABLE t (a INT)").build();
        String message = "The command of set 'shop' failed: java.lang.OutOfMemoryError: Java heap space. Nothing more was run";

        assertThatThrownBy(full::status).isInstanceOf(DatabaseException.class).hasMessage(message).hasRootCause(FULL);
        assertThatThrownBy(full::repair).isInstanceOf(DatabaseException.class).hasMessage(message);
        assertThatThrownBy(full::validate).isInstanceOf(DatabaseException.class).hasMessage(message);
    }

    @Test
    void leave_open_whether_it_was_committed() {
        assertThatFails(failingFrom("COMMIT", "-- the same\n"), "Migration '1' failed at memory:1/up.sql:"
                + " java.lang.OutOfMemoryError: Java heap space\n"
                + "Either all of it was committed, or nothing. Retry: the history tells which.");
        assertThat(sound("-- the same\n").migrate().done()).hasSize(2);
    }

    @Test
    void are_told_like_failures_of_a_statement_without_a_transaction() {
        String directive = "-- schema-migrations: transaction=none\n";

        assertThatFails(failingFrom("INSERT INTO t VALUES (2)", directive), "Migration '1' failed at memory:1/up.sql:4:1:"
                + " java.lang.OutOfMemoryError: Java heap space\n  INSERT INTO t VALUES (2)\n"
                + "Retry: the next run finds out what the server did, and resumes there.");
        assertThat(sound(directive).status().idsIn(MigrationState.INTERRUPTED)).containsExactly(MigrationId.of("1"));
        assertThat(sound(directive).migrate().done()).hasSize(2);
        assertThat(SqliteFile.in(directory).query("SELECT a FROM t")).containsExactly("1", "2");
    }
}
