package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/** What databases do alike that hold a whole script in a transaction. */
@ParameterizedClass
@EnumSource(names = { "SQLITE", "POSTGRESQL" })
class TransactionalDdlTest {

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    @Test
    void keeps_nothing_of_a_migration_that_fails() {
        SchemaMigrations migrations = database.migrations()
                .migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY)")
                .migration("2",
                        "CREATE TABLE item (id INTEGER PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);\nCREATE TABLE x (y INT)")
                .migration("3", "CREATE TABLE z (y INT)")
                .build();

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(MigrationFailedException.class, failure -> {
            assertThat(failure).hasMessageStartingWith("Migration '2' failed at memory:2/up.sql:2:")
                    .hasMessageContaining("\n  INSERT INTO nowhere VALUES (1)\n");
            RunReport report = failure.report().orElseThrow();
            assertThat(MigrateTest.ids(report)).containsExactly("1");
            assertThat(report.failed()).contains(MigrationId.of("2"));
            assertThat(report.notRun()).containsExactly(MigrationId.of("3"));
        });
        assertThat(database.tables()).containsExactlyInAnyOrder("shop", "schema_migrations_history");
        assertThat(migrations.status().idsIn(MigrationState.PENDING)).extracting(MigrationId::value).containsExactly("2", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = { "BEGIN;\n%s;\nCOMMIT;\n", "-- it\nBEGIN TRANSACTION; /* is */\n%s;\n/* one */ END; -- transaction",
            "begin transaction;\n%s;\nend transaction" })
    void runs_a_script_that_is_one_transaction_in_the_transaction_of_the_history(String frame) {
        SchemaMigrations failing = framed(frame, "INSERT INTO shop VALUES (1);\nINSERT INTO nowhere VALUES (1)");

        assertThatThrownBy(failing::migrate).hasMessageContaining("Migration '1' failed at memory:1/up.sql:")
                .hasMessageContaining("\n  INSERT INTO nowhere VALUES (1)\nThe migration was rolled back.");
        assertThat(database.tables()).containsExactly("schema_migrations_history");

        SchemaMigrations migrations = framed(frame, "INSERT INTO shop VALUES (1)");
        assertThat(migrations.plan().steps()).singleElement().satisfies(step -> assertThat(step.statements())
                .containsExactly("CREATE TABLE shop (id INTEGER)", "INSERT INTO shop VALUES (1)"));
        assertThat(migrations.migrate().done()).singleElement().satisfies(done -> assertThat(done.statements()).isEqualTo(2));
        assertThat(database.count("shop")).isOne();
        assertThat(migrations.rollback().done()).singleElement().satisfies(done -> assertThat(done.statements()).isOne());
        assertThat(database.tables()).containsExactly("schema_migrations_history");
    }

    private SchemaMigrations framed(String frame, String insert) {
        return database.migrations().migration("1", frame.formatted("CREATE TABLE shop (id INTEGER);\n" + insert),
                frame.formatted("DROP TABLE shop")).build();
    }

    @Test
    void names_the_line_of_the_statement_that_fails_in_a_script_that_is_one_transaction() {
        assertThatThrownBy(framed("/* a */\nBEGIN;\n%s;\nCOMMIT;", "INSERT INTO nowhere VALUES (1)")::migrate)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:4:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE a (x INT);#BEGIN;#CREATE TABLE b (x INT);#COMMIT; | 2:1 | begins a transaction in line 2 and ends it in line 4 | these statements, or
            BEGIN;#CREATE TABLE b (x INT);#COMMIT;#CREATE TABLE a (x INT); | 1:1 | begins a transaction in line 1 and ends it in line 3 | these statements, or
            BEGIN;#CREATE TABLE b (x INT);#ROLLBACK;                       | 1:1 | begins a transaction in line 1 and ends it in line 3 | these statements, or
            BEGIN;#COMMIT;#BEGIN;#COMMIT | 1:1 | begins a transaction in line 1, ends it in line 2, begins a transaction in line 3 and ends it in line 4 | these statements, or
            CREATE TABLE a (x INT);#BEGIN;                                 | 2:1 | begins a transaction in line 2 | the statement
            CREATE TABLE a (x INT);#COMMIT;                                | 2:1 | ends a transaction in line 2 | the statement
            """)
    void refuses_any_other_script_with_transactions_of_its_own_in_one_line(String script, String place, String what,
            String remedy) {
        SchemaMigrations migrations = database.migrations().migration("1", script.replace('#', '\n')).build();
        String directive = remedy.endsWith("or") ? " put '-- schema-migrations: transaction=none' at the head of the script"
                : "";

        assertThatThrownBy(migrations::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessage("Migration refused, nothing was changed:\n  - memory:1/up.sql:" + place + ": the script " + what
                        + ", but runs in one already: remove " + remedy + directive);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void refuses_a_down_script_with_transactions_of_its_own_before_anything_runs() {
        SchemaMigrations migrations = database.migrations()
                .migration("1", "CREATE TABLE shop (id INTEGER)", "COMMIT;\nDROP TABLE shop").build();
        migrations.migrate();

        assertThatThrownBy(migrations::rollback).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("memory:1/down.sql:1:1: the script ends a transaction in line 1");
        assertThat(database.tables()).contains("shop");
    }

    @Test
    void a_script_that_is_one_transaction_keeps_its_own_with_the_directive() {
        String script = "-- schema-migrations: transaction=none\nBEGIN;\nCREATE TABLE shop (id INTEGER);\n"
                + "INSERT INTO shop VALUES (%s);\nCOMMIT;";

        assertThatThrownBy(database.migrations().migration("1", script.formatted("nothing")).build()::migrate)
                .hasMessageContaining("memory:1/up.sql:4:");
        assertThat(database.tables()).containsExactly("schema_migrations_history");

        RunReport report = database.migrations().migration("1", script.formatted("1")).build().migrate();
        assertThat(report.done().get(0).statements()).isEqualTo(4);
        assertThat(database.count("shop")).isOne();
    }
}
