package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.ScriptOptions;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.Verification;

/** What every database does alike with migrations in Java. */
@ParameterizedClass
@EnumSource
class CodeTest {

    static final String TABLE = "CREATE TABLE person (name VARCHAR(90) NOT NULL, first_name VARCHAR(90))";
    private static final ScriptOptions ALONE = ScriptOptions.DEFAULT.with(TransactionMode.NONE);

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    static void execute(MigrationContext context, String... statements) throws SQLException {
        try (Statement statement = context.connection().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private SchemaMigrationsBuilder people() {
        return people(database);
    }

    static SchemaMigrationsBuilder people(TestDatabase database) {
        return database.migrations().migration("1", TABLE + "; INSERT INTO person VALUES ('Ada Lovelace', NULL);"
                + " INSERT INTO person VALUES ('Grace Hopper', NULL)", "DROP TABLE person");
    }

    /** Offers one migration that says more of itself than the builder lets it. */
    static MigrationSource offering(String id, Code code, CodeMigration migration) {
        return new MigrationSource() {
            @Override
            public List<Migration> migrations() {
                return List.of(new Migration(MigrationId.of(id), MigrationKind.VERSIONED, "", code, Optional.of(code.back())));
            }

            @Override
            public Optional<CodeMigration> code(MigrationId asked, Code name) {
                return asked.value().equals(id) ? Optional.of(migration) : Optional.empty();
            }
        };
    }

    static MigrationSource alone(String id, CodeMigration migration) {
        return offering(id, new Code("org.acme.Alone", Optional.empty(), ALONE), migration);
    }

    @Test
    void takes_its_place_in_the_order_and_moves_data_there_and_back() {
        SchemaMigrations migrations = people().migration("2", new SplitNames())
                .migration("3", "INSERT INTO person VALUES ('Lamarr', 'Hedy')", "DELETE FROM person WHERE name = 'Lamarr'")
                .build();

        assertThat(MigrateTest.ids(migrations.migrate())).containsExactly("1", "2", "3");
        assertThat(database.query("SELECT name FROM person ORDER BY 1")).containsExactly("Hopper", "Lamarr", "Lovelace");
        assertThat(migrations.migrate().done()).isEmpty();
        assertThat(MigrateTest.ids(migrations.rollback(Target.id("1"))))
                .containsExactly("3", "2");
        assertThat(database.query("SELECT name FROM person ORDER BY 1")).containsExactly("Ada Lovelace", "Grace Hopper");
        assertThat(MigrateTest.ids(migrations.migrate())).containsExactly("2", "3");
    }

    @Test
    void is_told_where_it_is() {
        StringBuilder told = new StringBuilder();
        CodeMigration tells = new CodeMigration() {
            @Override
            public void up(MigrationContext context) {
                told.append(context.set()).append(' ').append(context.id()).append(' ').append(context.direction()).append(' ');
            }

            @Override
            public void down(MigrationContext context) {
                told.append(context.direction()).append(' ').append(context.databaseKind());
            }
        };
        SchemaMigrations migrations = database.migrations().set("people").migration("1", tells).build();

        migrations.migrate();
        migrations.rollback();

        assertThat(told.toString()).startsWith("people 1 UP DOWN ").matches(".* (sqlite|postgresql|mysql|mariadb)");
    }

    @Test
    void is_planned_and_shown_by_its_class_and_has_no_statements() {
        SchemaMigrations migrations = people().migration("2", new SplitNames()).build();

        PlannedStep step = migrations.plan().steps().get(1);
        assertThat(step.location()).isEqualTo("java:" + SplitNames.class.getName());
        assertThat(step.statements()).isEmpty();
        assertThat(migrations.status().migrations().get(1).verification()).isEmpty();
        migrations.migrate();

        assertThat(migrations.status().migrations().get(1).location()).contains("java:" + SplitNames.class.getName());
        assertThat(migrations.status().migrations().get(1).state()).isEqualTo(MigrationState.APPLIED);
        assertThat(migrations.status().migrations()).extracting(MigrationStatus::verification)
                .containsExactly(Optional.of(Verification.VERIFIED), Optional.of(Verification.NOT_VERIFIED));
        assertThat(migrations.validate().valid()).isTrue();
        assertThat(database.query("SELECT up_checksum FROM schema_migrations_history ORDER BY id").get(1)).isNull();
    }

    @Test
    void is_modified_only_when_its_checksum_says_so() {
        Code first = new Code("org.acme.First", Optional.of(new Checksum("1".repeat(64))), ScriptOptions.DEFAULT);
        Code edited = new Code("org.acme.First", Optional.of(new Checksum("2".repeat(64))), ScriptOptions.DEFAULT);
        Code silent = new Code("org.acme.First", Optional.empty(), ScriptOptions.DEFAULT);
        database.migrations().source(offering("1", first, context -> {
        })).build().migrate();

        assertThatThrownBy(database.migrations().source(offering("1", edited, context -> {
        })).build()::migrate).isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "'1': checksum mismatch (java:org.acme.First is 222222222222…, applied was 111111111111…)"
                                + "\n    Restore the class and put the change into a new migration, or accept it: repair()"
                                + " (command=repair), or set modified=warn");
        assertThat(database.migrations().source(offering("1", edited, context -> {
        })).build().repair().changes()).extracting(Object::toString).hasSize(1);
        assertThat(database.migrations().source(offering("1", edited, context -> {
        })).build().migrate().done()).isEmpty();
        assertThat(database.migrations().source(offering("1", silent, context -> {
        })).build().validate().valid()).isTrue();
    }

    @Test
    void leaves_nothing_behind_when_it_fails() {
        SchemaMigrations failing = people().migration("2", (CodeMigration) context -> {
            execute(context, "UPDATE person SET first_name = 'x'");
            throw new IllegalArgumentException("'Cher' has one name only");
        }).build();

        assertThatThrownBy(failing::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Migration '2' failed at java:" + CodeTest.class.getName())
                .hasMessageEndingWith(": java.lang.IllegalArgumentException: 'Cher' has one name only\n"
                        + "The migration was rolled back. Fix the code and retry.");

        assertThat(database.query("SELECT first_name FROM person")).containsOnlyNulls();
        assertThat(failing.status().migrations().get(1).state()).isEqualTo(MigrationState.PENDING);
        assertThat(MigrateTest.ids(people().migration("2", new SplitNames()).build().migrate())).containsExactly("2");
    }

    @Test
    void tells_the_database_s_own_words_and_codes() {
        SchemaMigrations failing = people().migration("2", (CodeMigration) context -> {
            try {
                execute(context, "SELECT * FROM nowhere");
            } catch (SQLException e) {
                throw new IllegalStateException("a library has packed it in", e);
            }
        }).build();

        assertThatThrownBy(failing::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("IllegalStateException: a library has packed it in"
                        + (kind == DatabaseKind.SQLITE ? "\n" : " (SQL state "))
                .hasMessageMatching("(?s).*code .*|.*SQL state.*");
    }

    @Test
    void cannot_end_its_transaction_or_its_connection() throws SQLException {
        people().migration("2", (CodeMigration) context -> {
            Connection connection = context.connection();
            assertThat(connection.getAutoCommit()).isFalse();
            connection.setAutoCommit(false);
            String why = "() must not be called by a migration: it would end the transaction, together with the history. Throw an"
                    + " exception to roll it back; code that commits by itself needs transaction = NONE";
            assertThatThrownBy(connection::commit).hasMessage("commit" + why);
            assertThatThrownBy(connection::rollback).hasMessage("rollback" + why);
            assertThatThrownBy(() -> connection.abort(Runnable::run)).hasMessage("abort" + why);
            assertThatThrownBy(() -> connection.setAutoCommit(true)).hasMessageStartingWith("setAutoCommit(true) must not be");
            connection.close();
            assertThat(connection.isClosed()).isFalse();
            execute(context, "UPDATE person SET first_name = 'x'");
        }).build().migrate();

        assertThat(database.query("SELECT DISTINCT first_name FROM person")).containsExactly("x");
    }

    @Test
    void has_savepoints() {
        people().migration("2", (CodeMigration) context -> {
            Connection connection = context.connection();
            Savepoint first = connection.setSavepoint();
            execute(context, "UPDATE person SET first_name = 'x'");
            Savepoint second = connection.setSavepoint("it's \"mine\"");
            execute(context, "UPDATE person SET first_name = 'y'");
            connection.rollback(second);
            connection.releaseSavepoint(first);
            assertThat(first.getSavepointId()).isOne();
            assertThat(second.getSavepointName()).isEqualTo("it's \"mine\"");
            assertThatThrownBy(first::getSavepointName).isInstanceOf(SQLException.class);
            assertThatThrownBy(second::getSavepointId).isInstanceOf(SQLException.class);
        }).build().migrate();

        assertThat(database.query("SELECT DISTINCT first_name FROM person")).containsExactly("x");
    }

    @Test
    void commits_by_itself_where_it_asks_for_no_transaction() {
        people().source(alone("2", context -> {
            Connection connection = context.connection();
            assertThat(connection.getAutoCommit()).isTrue();
            connection.setAutoCommit(false);
            execute(context, "UPDATE person SET first_name = 'x'");
            connection.commit();
            execute(context, "UPDATE person SET first_name = 'y'");
            connection.rollback();
            execute(context, "INSERT INTO person VALUES ('Lamarr', 'x')");
            connection.close();
        })).build().migrate();

        assertThat(database.query("SELECT first_name FROM person")).containsExactly("x", "x", "x");
        assertThat(database.query("SELECT state FROM schema_migrations_history ORDER BY id")).containsExactly("applied",
                "applied");
    }

    @Test
    void asks_what_became_of_it_when_it_fails_without_a_transaction() {
        SchemaMigrations failing = people().source(alone("2", context -> {
            execute(context, "UPDATE person SET first_name = 'x'");
            context.connection().setAutoCommit(false);
            execute(context, "UPDATE person SET first_name = 'y'");
            throw new IllegalStateException("half way");
        })).build();
        String resolve = "Look at the schema, then call resolve(\"2\", APPLIED) or"
                + " resolve(\"2\", NOT_APPLIED) (command=resolve, command.target=2, command.as=applied or not-applied)";

        assertThatThrownBy(failing::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessage("Migration '2' failed at java:org.acme.Alone: java.lang.IllegalStateException: half way\n"
                        + "What it had committed was kept. " + resolve);

        assertThat(database.query("SELECT DISTINCT first_name FROM person")).containsExactly("x");
        assertThat(failing.status().migrations().get(1).state()).isEqualTo(MigrationState.FAILED);
        assertThatThrownBy(failing::migrate).isInstanceOf(RefusedException.class)
                .hasMessageEndingWith("  - '2' failed, and what it had committed was kept\n    " + resolve);

        failing.resolve(MigrationId.of("2"), Resolution.NOT_APPLIED);
        SchemaMigrations again = people().source(alone("2", context -> {
        })).build();
        assertThat(MigrateTest.ids(again.migrate())).containsExactly("2");
    }

    @Test
    void asks_what_became_of_it_when_going_back_fails_without_a_transaction() {
        CodeMigration oneWay = new CodeMigration() {
            @Override
            public void up(MigrationContext context) {
                // the way back is what counts
            }

            @Override
            public void down(MigrationContext context) {
                throw new IllegalStateException("no way");
            }
        };
        SchemaMigrations failing = database.migrations().source(alone("1", oneWay)).build();
        failing.migrate();

        assertThatThrownBy(failing::rollback)
                .hasMessageStartingWith(
                        "Rolling back '1' failed at java:org.acme.Alone: java.lang.IllegalStateException: no way");
        assertThatThrownBy(failing::rollback).isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "  - '1' failed while it was rolled back, and what it had committed was kept\n    Look at");
        failing.resolve(MigrationId.of("1"), Resolution.APPLIED);
        assertThat(failing.status().migrations().get(0).state()).isEqualTo(MigrationState.APPLIED);
    }

    @Test
    void asks_what_became_of_it_when_it_was_interrupted() {
        SchemaMigrations interrupted = people().source(alone("2", context -> {
        })).build();
        interrupted.migrate();
        database.execute("UPDATE schema_migrations_history SET state = 'in progress' WHERE id = '2'");

        assertThatThrownBy(interrupted::migrate).isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "'2' was interrupted; what its code has done is unknown\n    Look at the schema");
        assertThatThrownBy(interrupted::rollback).isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "'2' was interrupted; what its code has done is unknown");
    }

    @Test
    void cannot_be_rolled_back_without_a_way_back() {
        SchemaMigrations migrations = people().migration("2", (CodeMigration) context -> {
        }).build();
        migrations.migrate();

        assertThatThrownBy(migrations::rollback).isInstanceOf(RefusedException.class).hasMessageMatching(
                "(?s).*  - '2' \\(java:.*\\) does not override down\\(\\)\\n    Override it, or choose a target that keeps it");
        assertThatThrownBy(people().policies(Policies.DEFAULT.with(Policies.MissingDown.REFUSE)).migration("2", context -> {
        }).migration("3", (CodeMigration) context -> {
        }).build()::migrate).hasMessageMatching(
                "(?s).*  - '3' \\(java:.*\\) does not override down\\(\\)\n    Override it, or set missing-down=allow");
    }

    @Test
    void cannot_be_rolled_back_by_a_release_that_does_not_have_it() {
        people().migration("2", new SplitNames()).build().migrate();

        assertThat(people().build().validate().discrepancies()).extracting(Discrepancy::kind)
                .containsExactly(Discrepancy.Kind.FUTURE);
        assertThatThrownBy(people().build()::rollback).isInstanceOf(RefusedException.class)
                .hasMessageEndingWith(
                        "  - '2' has no down script, neither in the sources nor in the history, which keeps none of"
                                + " a migration in Java\n    Roll back with a release that has one, or choose a target that keeps it");
    }

    @Test
    void gives_an_id_that_no_script_has() {
        assertThatThrownBy(people().migration("1", new SplitNames()).build()::migrate)
                .hasMessageContaining("memory:1/up.sql: has the id '1', as 'java:" + SplitNames.class.getName()
                        + "' has; ids must be unique in a set: rename one of them");
        assertThatThrownBy(people().migration(" ", new SplitNames()).build()::migrate)
                .hasMessageContaining("java:" + SplitNames.class.getName()
                        + ": ' ' cannot be the id of a migration: it is blank; give it another id");
    }

    @Test
    void is_missed_where_its_source_does_not_have_it() {
        MigrationSource offer = alone("1", context -> {
        });
        MigrationSource withoutCode = offer::migrations;

        assertThatThrownBy(database.migrations().source(withoutCode).build()::migrate).hasMessageContaining(
                "java:org.acme.Alone: the source of '1' does not return its code: return it from code(id, code)");
    }

    @Test
    void is_not_touched_when_nothing_is_pending_or_only_planned() {
        people().migration("2", context -> {
        }).build().migrate();
        SchemaMigrations migrations = people().migration("2", context -> {
            throw new AssertionError("called");
        }).build();

        assertThatCode(migrations::migrate).doesNotThrowAnyException();
        assertThatCode(migrations::plan).doesNotThrowAnyException();
        assertThatCode(migrations::status).doesNotThrowAnyException();
    }

    @Test
    void leaves_the_session_as_it_was() {
        List<String> seen = new ArrayList<>();
        people().migration("2", (CodeMigration) context -> execute(context, leavesTraces()))
                .migration("3", (CodeMigration) context -> {
                    try (Statement statement = context.connection().createStatement();
                            ResultSet row = statement.executeQuery(traces())) {
                        row.next();
                        seen.add(row.getString(1));
                    }
                })
                .source(alone("4", context -> execute(context, leavesTraces())))
                .migration("5", (CodeMigration) context -> {
                    try (Statement statement = context.connection().createStatement();
                            ResultSet row = statement.executeQuery(traces())) {
                        row.next();
                        seen.add(row.getString(1));
                    }
                }).build().migrate();

        assertThat(seen).hasSize(2).doesNotContain("7");
    }

    /** A statement that sets something of the session to 7. */
    private String leavesTraces() {
        return switch (kind) {
            case SQLITE -> "PRAGMA cache_size = 7";
            case POSTGRESQL -> "SET work_mem = '7MB'";
            case MYSQL, MARIADB -> "SET lock_wait_timeout = 7";
        };
    }

    /** Tells what it is set to. */
    private String traces() {
        return switch (kind) {
            case SQLITE -> "PRAGMA cache_size";
            case POSTGRESQL -> "SELECT replace(current_setting('work_mem'), 'MB', '')";
            case MYSQL, MARIADB -> "SELECT @@SESSION.lock_wait_timeout";
        };
    }

    @Test
    void keeps_passwords_from_the_history_the_listeners_and_whoever_catches_the_failure() {
        List<Throwable> heard = new ArrayList<>();
        SchemaMigrations failing = people().source(alone("2", context -> {
            SQLException next = new SQLException("jdbc:x://app:s3cret@db/");
            SQLException failure = new SQLException("cannot reach jdbc:x://db/?password=s3cret", next);
            failure.setNextException(next);
            throw failure;
        })).listener(new MigrationListener() {
            @Override
            public void stepFailed(String set, MigrationId id, Direction direction, Throwable failure) {
                heard.add(failure);
            }
        }).build();

        assertThatThrownBy(failing::migrate).isInstanceOf(MigrationFailedException.class).satisfies(heard::add);

        assertThat(heard).hasSize(2).allSatisfy(failure -> {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            assertThat(trace.toString()).doesNotContain("s3cret").contains("jdbc:x://db/?password=***", "app:***@db");
        });
        assertThat(database.query("SELECT failure FROM schema_migrations_history WHERE id = '2'")).singleElement().asString()
                .contains("jdbc:x://db/?password=***");
    }
}
