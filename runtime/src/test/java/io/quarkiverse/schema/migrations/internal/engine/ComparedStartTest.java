package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects;
import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.ConnectorJ;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.MariadbConnector;
import io.quarkiverse.schema.migrations.internal.dialect.postgresql.PostgresqlDialect;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.RunReport;

/** A start that has the database compare its history with what the build expects. */
@ParameterizedClass
@EnumSource
class ComparedStartTest {

    private static final String TABLE = "schema_migrations_history";

    /** In this order in the set, in another one by code point, and in a third one where capitals do not count. */
    private static final List<String> IDS = List.of("1", "2", "10", "Z: a", "a", "b%", "zeit'los", "\u00E4ndern", "\uFFFC",
            "\uD83D\uDE00");

    static final List<DialectProvider> DIALECTS = List.of(new SqliteDialect(), new PostgresqlDialect(),
            new ConnectorJ(), new MariadbConnector());

    private final List<Connection> taken = new ArrayList<>();

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    /** Whether the database can compare; else all that the history holds is told. */
    private boolean compares() {
        return kind != DatabaseKind.SQLITE;
    }

    private static List<Migration> migrations(String up) {
        List<InMemoryMigration> scripts = new ArrayList<>();
        IDS.forEach(id -> scripts.add(new InMemoryMigration(id, up, "-- back")));
        for (int i = 100; i < 150; i++) {
            scripts.add(new InMemoryMigration(Integer.toString(i), up));
        }
        return InMemoryMigration.scan("test", scripts).migrations();
    }

    private SchemaMigrationsBuilder of(List<Migration> migrations) {
        return database.migrations().source(() -> migrations);
    }

    private RunReport start(StartSurroundings surroundings, List<Migration> expected) {
        return start(this::connection, surroundings, expected);
    }

    /** As an application does that was built with these migrations. */
    private RunReport start(Connections connections, StartSurroundings surroundings, List<Migration> expected) {
        DataSource dataSource = (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { DataSource.class }, (proxy, method, arguments) -> connections.next());
        Engine engine = (Engine) SchemaMigrationsBuilder.of(dataSource, new Dialects(DIALECTS, kind.key()), surroundings)
                .build();
        return engine.migrate(Target.latest(), Optional.of(ExpectedHistory.of(expected)));
    }

    @FunctionalInterface
    private interface Connections {
        Connection next() throws SQLException;
    }

    private Connection connection() throws SQLException {
        taken.add(database.dataSource().getConnection());
        return taken.get(taken.size() - 1);
    }

    private static StartSurroundings surroundings(List<Migration> migrations) {
        return new StartSurroundings(migrations, () -> {
            // nothing happens meanwhile
        });
    }

    @AfterEach
    void leaves_no_connection_open() {
        assertThat(taken).allMatch(ComparedStartTest::isClosed);
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void needs_neither_sources_nor_listeners_when_nothing_is_pending() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        StartSurroundings surroundings = surroundings(migrations);

        RunReport report = start(surroundings, migrations);

        assertThat(report.set()).isEqualTo("<default>");
        assertThat(report.done()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(surroundings.askedForSources).isEqualTo(compares() ? 0 : 1);
        assertThat(surroundings.askedForListeners).isEqualTo(compares() ? 0 : 1);
        assertThat(taken).hasSize(1);
    }

    @Test
    void tells_listeners_that_nothing_is_pending() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        StartSurroundings surroundings = surroundings(migrations);
        List<RunReport> heard = new ArrayList<>();
        surroundings.listeners.add(new MigrationListener() {
            @Override
            public void afterRun(RunReport report) {
                heard.add(report);
            }
        });

        RunReport report = start(surroundings, migrations);

        assertThat(heard).containsExactly(report);
        assertThat(surroundings.askedForSources).isEqualTo(compares() ? 0 : 1);
    }

    /** One change at a time: a second one could not be told from the first, which makes the whole history another. */
    @ParameterizedTest
    @ValueSource(strings = {
            "SET state = 'rolled back' WHERE id = '1'",
            "SET state = 'failed' WHERE id = '1'",
            "SET up_checksum = 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc' WHERE id = '1'",
            "SET up_checksum = NULL WHERE id = '1'",
            "SET down_checksum = 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc' WHERE id = '1'",
            "SET down_checksum = NULL WHERE id = '1'",
            "SET down_checksum = up_checksum, down_transaction = 'transaction' WHERE id = '149'",
            "SET id = '9' WHERE id = '1'",
            "SET id = 'A' WHERE id = 'a'" })
    void does_what_any_other_run_does_when_one_value_is_not_what_is_expected(String change) {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        database.execute("UPDATE " + TABLE + " " + change);
        List<String> planned = planned(migrations);
        StartSurroundings surroundings = surroundings(migrations);

        assertThat(done(() -> start(surroundings, migrations))).isEqualTo(planned);
        assertThat(surroundings.askedForSources).isEqualTo(1);
        assertThat(taken).hasSize(1);
    }

    /** Of a plan that reads the history in the ordinary way. */
    private List<String> planned(List<Migration> migrations) {
        try {
            PlanReport plan = of(migrations).build().plan(Target.latest());
            return Stream.concat(plan.steps().stream().map(step -> step.id().value()),
                    plan.warnings().stream().map(Discrepancy::message)).toList();
        } catch (RefusedException e) {
            return List.of(e.getMessage());
        }
    }

    private static List<String> done(Supplier<RunReport> run) {
        try {
            RunReport report = run.get();
            return Stream.concat(report.done().stream().map(step -> step.id().value()),
                    report.warnings().stream().map(Discrepancy::message)).toList();
        } catch (RefusedException e) {
            return List.of(e.getMessage());
        }
    }

    @Test
    void finds_that_the_history_has_a_row_too_few_or_too_many() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        List<Migration> older = migrations.subList(0, 3);

        assertThat(start(surroundings(older), older).warnings()).hasSize(migrations.size() - 3);
        database.execute("DELETE FROM " + TABLE + " WHERE id = '149'");
        List<String> planned = planned(migrations);
        assertThat(planned).singleElement().asString().contains("'149'", "is pending");
        assertThat(done(() -> start(surroundings(migrations), migrations))).isEqualTo(planned);
    }

    @Test
    void applies_everything_where_there_is_no_history_yet() {
        List<Migration> migrations = migrations("-- nothing to do");

        assertThat(start(surroundings(migrations), migrations).done()).hasSameSizeAs(migrations);

        database.execute("DELETE FROM " + TABLE);
        assertThat(start(surroundings(migrations), migrations).done()).hasSameSizeAs(migrations);
        assertThat(taken).hasSize(2);
    }

    @Test
    void plans_on_the_answer_of_the_comparison_without_a_second_statement() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        List<Migration> older = migrations.subList(0, 3);
        StartSurroundings surroundings = new StartSurroundings(older, () -> database.execute("DROP TABLE " + TABLE));

        assertThat(start(surroundings, older).warnings()).hasSize(migrations.size() - 3);
    }

    @Test
    void compares_nothing_when_there_is_another_target() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        Engine engine = (Engine) of(migrations).build();
        Target unknown = Target.parse("9");

        assertThatThrownBy(() -> engine.migrate(unknown, Optional.of(ExpectedHistory.of(migrations))))
                .isInstanceOf(UnknownTargetException.class);
    }

    @Test
    void leaves_no_connection_behind_when_the_run_is_refused_or_the_table_is_no_history() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        List<Migration> modified = migrations("-- something else");

        assertThatThrownBy(() -> start(surroundings(modified), modified)).isInstanceOf(RefusedException.class);
        database.execute("DROP TABLE " + TABLE, "CREATE TABLE " + TABLE + " (id INT)");
        assertThatThrownBy(() -> start(surroundings(migrations), migrations)).isInstanceOf(HistoryTableException.class);

        assertThat(taken).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void begins_again_on_another_connection_when_the_comparison_fails() {
        List<Migration> migrations = migrations("-- nothing to do");
        StartSurroundings surroundings = surroundings(migrations);

        RunReport report = start(() -> {
            Connection next = connection();
            if (taken.size() == 1) {
                next.close(); // as one that the server has ended
            }
            return next;
        }, surroundings, migrations);

        assertThat(report.done()).hasSameSizeAs(migrations);
        assertThat(taken).hasSize(2);
    }

    @Test
    void gives_a_connection_back_with_autocommit_as_it_was() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        List<Boolean> autocommit = new ArrayList<>();
        Connections connections = () -> {
            Connection next = connection();
            next.setAutoCommit(false);
            return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            autocommit.add(next.getAutoCommit());
                        }
                        return method.invoke(next, arguments);
                    });
        };

        assertThat(start(connections, surroundings(migrations), migrations).done()).isEmpty();
        assertThat(start(connections, surroundings(migrations.subList(0, 3)), migrations.subList(0, 3)).done()).isEmpty();

        assertThat(autocommit).containsExactly(false, false);
    }
}
