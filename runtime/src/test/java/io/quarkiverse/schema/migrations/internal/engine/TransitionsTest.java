package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** Where every command leads a row of the history from every state that it can be in. */
@ParameterizedClass
@EnumSource
class TransitionsTest {

    private static final String DIRECTIVE = "-- schema-migrations: transaction=none\n";
    private static final String UP = DIRECTIVE + "CREATE TABLE a (id INT);\nCREATE TABLE b (id INT)";
    private static final String DOWN = DIRECTIVE + "DROP TABLE b;\nDROP TABLE a";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private SchemaMigrations one(String up, String down) {
        return database.migrations().migration("1", up, down).build();
    }

    @ParameterizedTest(name = "from ''{0}'' {1} leads to ''{2}''")
    @CsvSource(delimiter = '|', textBlock = """
            none             | migrate             | applied up
            none             | rollback            | none
            none             | redo                | none
            none             | repair              | none
            none             | resolve applied     | unknown target
            none             | resolve not applied | unknown target
            none             | baseline            | applied up
            none             | mark applied        | applied up
            none             | mark all applied    | applied up
            applied up       | migrate             | applied up
            applied up       | rollback            | rolled back up
            applied up       | redo                | applied up
            applied up       | repair              | applied up
            applied up       | resolve applied     | unknown target
            applied up       | resolve not applied | unknown target
            applied up       | baseline            | applied up
            applied up       | mark applied        | applied up
            applied up       | mark all applied    | applied up
            failed up        | migrate             | applied up
            failed up        | rollback            | refused
            failed up        | redo                | refused
            failed up        | repair              | none
            failed up        | resolve applied     | applied up
            failed up        | resolve not applied | rolled back up
            failed up        | baseline            | unknown target
            failed up        | mark applied        | unknown target
            failed up        | mark all applied    | unknown target
            in progress up   | migrate             | applied up
            in progress up   | rollback            | refused
            in progress up   | redo                | refused
            in progress up   | repair              | in progress up
            in progress up   | resolve applied     | applied up
            in progress up   | resolve not applied | rolled back up
            in progress up   | baseline            | unknown target
            in progress up   | mark applied        | unknown target
            in progress up   | mark all applied    | unknown target
            failed down      | migrate             | refused
            failed down      | rollback            | rolled back up
            failed down      | redo                | applied up
            failed down      | repair              | failed down
            failed down      | resolve applied     | applied up
            failed down      | resolve not applied | rolled back up
            failed down      | baseline            | unknown target
            failed down      | mark applied        | unknown target
            failed down      | mark all applied    | unknown target
            in progress down | migrate             | refused
            in progress down | rollback            | rolled back up
            in progress down | redo                | applied up
            in progress down | repair              | in progress down
            in progress down | resolve applied     | applied up
            in progress down | resolve not applied | rolled back up
            in progress down | baseline            | unknown target
            in progress down | mark applied        | unknown target
            in progress down | mark all applied    | unknown target
            rolled back up   | migrate             | applied up
            rolled back up   | rollback            | rolled back up
            rolled back up   | redo                | rolled back up
            rolled back up   | repair              | rolled back up
            rolled back up   | resolve applied     | unknown target
            rolled back up   | resolve not applied | unknown target
            rolled back up   | baseline            | applied up
            rolled back up   | mark applied        | applied up
            rolled back up   | mark all applied    | applied up
            """)
    void leads_from_one_state_to_the_next(String from, String command, String to) {
        bringTo(from);
        assertThat(state()).isEqualTo(from);

        switch (to) {
            case "refused" -> refuses(command, RefusedException.class, from);
            case "unknown target" -> refuses(command, UnknownTargetException.class, from);
            default -> {
                run(command, one(UP, DOWN));
                assertThat(state()).isEqualTo(to);
            }
        }
    }

    private void refuses(String command, Class<? extends SchemaMigrationsException> refusal, String from) {
        List<String> before = database.tables();
        assertThatThrownBy(() -> run(command, one(UP, DOWN))).isInstanceOf(refusal);
        assertThat(state()).isEqualTo(from);
        assertThat(before).containsAll(database.tables().stream()
                .filter(table -> !table.equals("schema_migrations_history")).toList());
    }

    private static void run(String command, SchemaMigrations migrations) {
        MigrationId id = MigrationId.of("1");
        switch (command) {
            case "migrate" -> migrations.migrate();
            case "rollback" -> migrations.rollback();
            case "redo" -> migrations.redo();
            case "repair" -> migrations.repair();
            case "resolve applied" -> migrations.resolve(id, Resolution.APPLIED);
            case "resolve not applied" -> migrations.resolve(id, Resolution.NOT_APPLIED);
            case "baseline" -> migrations.baseline(id);
            case "mark applied" -> migrations.markApplied(id);
            case "mark all applied" -> migrations.markAllApplied();
            default -> throw new IllegalArgumentException(command);
        }
    }

    private void bringTo(String state) {
        switch (state) {
            case "none" -> {
                // as a database begins
            }
            case "applied up" -> one(UP, DOWN).migrate();
            case "rolled back up" -> {
                one(UP, DOWN).migrate();
                one(UP, DOWN).rollback();
            }
            case "failed up", "in progress up" -> failUp();
            case "failed down", "in progress down" -> failDown();
            default -> throw new IllegalArgumentException(state);
        }
        if (state.startsWith("in progress")) {
            database.execute("UPDATE schema_migrations_history SET state = 'in progress', failure = NULL");
        }
    }

    private void failUp() {
        String broken = DIRECTIVE + "CREATE TABLE a (id INT);\nINSERT INTO nowhere VALUES (1)";
        assertThatThrownBy(one(broken, DOWN)::migrate).isInstanceOf(MigrationFailedException.class);
    }

    private void failDown() {
        String broken = DIRECTIVE + "DROP TABLE b;\nINSERT INTO nowhere VALUES (1)";
        one(UP, broken).migrate();
        assertThatThrownBy(one(UP, broken)::rollback).isInstanceOf(MigrationFailedException.class);
    }

    private String state() {
        if (!database.tables().contains("schema_migrations_history")) {
            return "none";
        }
        List<String> rows = database.query("SELECT state FROM schema_migrations_history");
        return rows.isEmpty() ? "none"
                : rows.get(0) + " " + database.query("SELECT direction FROM schema_migrations_history").get(0);
    }
}
