package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.testing.catalog.Kind;

/** Applies one migration after the other to a database with rows, and judges what is observed. Not thread-safe. */
public final class SafetyMeasurement implements AutoCloseable {

    private final Connection connection;
    private final SafetyRules rules;
    private final Observer observer;

    private SafetyMeasurement(Connection connection, SafetyRules rules, Observer observer) {
        this.connection = connection;
        this.rules = rules;
        this.observer = observer;
    }

    /** Returns a measurement of a database. Of SQLite, only how long it is locked, and what the catalog says. */
    public static SafetyMeasurement of(DataSource dataSource, SafetyRules rules) {
        return sql(() -> {
            Connection connection = dataSource.getConnection();
            try {
                Observer observer = switch (Kind.of(connection)) {
                    case POSTGRESQL -> new PostgresqlObserver(dataSource, connection);
                    case MYSQL, MARIADB -> new MysqlObserver(dataSource, connection);
                    case SQLITE -> new SqliteObserver(connection);
                };
                return new SafetyMeasurement(connection, rules, observer);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        });
    }

    /** Empties the history tables, so that they are there before any migration is applied. */
    public static void emptyHistory(DataSource dataSource) {
        sql(() -> {
            try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
                for (String history : histories(connection)) {
                    statement.executeUpdate("DELETE FROM " + history);
                }
                return dataSource;
            }
        });
    }

    private static List<String> histories(Connection connection) throws SQLException {
        return switch (Kind.of(connection)) {
            case POSTGRESQL -> PostgresqlPicture.histories(connection);
            case MYSQL, MARIADB -> MysqlPicture.histories(connection);
            case SQLITE -> List.of();
        };
    }

    /**
     * Tries the statements of a migration one by one and rolls them back, before the migration is measured: so it is known
     * which
     * of them does what.
     *
     * @param step the migration as it is planned
     * @param schema where it runs; empty: where the connection is
     * @return what each statement did, in order: of fewer statements when one fails; empty on other databases than PostgreSQL,
     *         and
     *         for what does not run in a transaction
     */
    public List<StatementEffect> statements(PlannedStep step, Optional<String> schema) {
        return sql(() -> {
            GeneratedRows.fill(connection, rules.rows());
            return observer.statements(step, schema);
        });
    }

    /**
     * Measures one migration.
     *
     * @param step the migration as it is planned
     * @param application applies it
     */
    public SafetyReport of(PlannedStep step, Runnable application) {
        List<String> notObserved = new ArrayList<>(sql(() -> GeneratedRows.fill(connection, rules.rows())));
        sql(() -> {
            observer.begin();
            return observer;
        });
        long began = System.nanoTime();
        Observation observation;
        Duration duration;
        try {
            application.run();
        } finally {
            duration = Duration.ofNanos(System.nanoTime() - began);
            observation = sql(observer::end);
        }
        notObserved.addAll(observation.notObserved());
        List<SafetyFinding> findings = new Judgement(rules, observer.remedies()).of(step.id(), step.options(), observation);
        return new SafetyReport(step.id(), duration,
                observation.tables().stream().filter(effect -> !effect.isNothing()).toList(), findings, notObserved,
                SafetyReport.Rollback.POSSIBLE);
    }

    private interface Asking<T> {
        T ask() throws SQLException;
    }

    private static <T> T sql(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (SQLException e) {
            throw new IllegalStateException("The migration cannot be observed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        sql(() -> {
            try (connection) {
                observer.close();
            }
            return observer;
        });
    }
}
