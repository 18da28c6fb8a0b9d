package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.MigrationId;

/**
 * Random commands of releases of any age, against a model of a few lines; state and schema are compared after every
 * step. {@code -Dschema-migrations.seeds=1000} tries more, {@code -Dschema-migrations.first-seed=42} others.
 */
@ParameterizedClass
@EnumSource
class RandomCommandsTest {

    private static final int MIGRATIONS = 6;
    private static final int COMMANDS = 40;
    private static final String STEPWISE = "-- schema-migrations: transaction=none\n";

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    /** Whether a migration runs statement by statement here, and so can fail halfway. */
    private boolean isStepwise(int number) {
        return switch (kind) {
            case SQLITE, POSTGRESQL -> number % 2 == 0;
            case MYSQL, MARIADB -> true;
        };
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("schema-migrations.seeds", 3))
                .map(n -> n + Long.getLong("schema-migrations.first-seed", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void lead_where_the_model_says(long seed) {
        Random random = new Random(seed);
        CommandModel model = new CommandModel(this::isStepwise);
        List<String> story = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            Move move = Move.random(random, MIGRATIONS);
            story.add(move.toString());

            boolean expected = model.play(move);

            assertThat(play(move)).as("seed %d: %s succeeds", seed, story).isEqualTo(expected);
            assertThat(states()).as("seed %d: states after %s", seed, story).isEqualTo(model.states());
            assertThat(tables()).as("seed %d: tables after %s", seed, story).isEqualTo(model.tables());
        }
    }

    /** Whether the command did what it was asked to. */
    private boolean play(Move move) {
        SchemaMigrations release = release(move);
        try {
            switch (move.command()) {
                case MIGRATE -> release.migrate();
                case MIGRATE_TO -> release.migrate(Target.id(Integer.toString(move.number())));
                case MIGRATE_NEXT -> release.migrate(Target.next(move.number()));
                case ROLLBACK_LAST -> release.rollback(Target.last(move.number()));
                case ROLLBACK_TO -> release.rollback(Target.id(Integer.toString(move.number())));
                case ROLLBACK_ALL -> release.rollback(Target.all());
                case REDO -> release.redo();
                case REPAIR -> release.repair();
                case RESOLVE_APPLIED -> release.resolve(MigrationId.of(Integer.toString(move.number())), Resolution.APPLIED);
                case RESOLVE_NOT_APPLIED ->
                    release.resolve(MigrationId.of(Integer.toString(move.number())), Resolution.NOT_APPLIED);
                case BASELINE -> release.baseline(MigrationId.of(Integer.toString(move.number())));
            }
            return true;
        } catch (SchemaMigrationsException e) {
            return false;
        }
    }

    /** A release knows the first so many migrations; one of them may fail behind its first statement. */
    private SchemaMigrations release(Move move) {
        SchemaMigrationsBuilder builder = database.migrations();
        for (int n = 1; n <= move.release(); n++) {
            String failure = n == move.failing() ? "INSERT INTO nowhere VALUES (1);\n" : "";
            boolean stepwise = isStepwise(n);
            String up = (stepwise ? STEPWISE : "") + "CREATE TABLE IF NOT EXISTS a" + n + " (id INT);\n" + failure
                    + "CREATE TABLE IF NOT EXISTS b" + n + " (id INT)";
            builder.migration(Integer.toString(n), up,
                    (stepwise ? STEPWISE : "") + "DROP TABLE IF EXISTS b" + n + ";\nDROP TABLE IF EXISTS a" + n);
        }
        return builder.policies(CommandModel.POLICIES).build();
    }

    private List<String> states() {
        if (!database.tables().contains("schema_migrations_history")) {
            return List.of();
        }
        List<String> states = new ArrayList<>(column("id"));
        for (String column : List.of("state", "direction")) {
            List<String> values = column(column);
            states.replaceAll(state -> state + " " + values.remove(0));
        }
        return states;
    }

    private List<String> column(String column) {
        return database.query("SELECT " + column + " FROM schema_migrations_history ORDER BY id");
    }

    private List<String> tables() {
        return database.tables().stream().filter(name -> name.length() == 2).sorted().toList();
    }
}
