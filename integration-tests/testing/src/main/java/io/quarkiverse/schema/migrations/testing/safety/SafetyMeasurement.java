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
import io.quarkiverse.schema.migrations.testing.catalogue.Kind;

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

    /** Returns a measurement of a database; empty when nothing can be measured on it. */
    public static Optional<SafetyMeasurement> of(DataSource dataSource, SafetyRules rules) {
        return sql(() -> {
            Connection connection = dataSource.getConnection();
            try {
                Optional<Observer> observer = switch (Kind.of(connection)) {
                    case POSTGRESQL -> Optional.of(new PostgresqlObserver(dataSource, connection));
                    case MYSQL, MARIADB -> Optional.of(new MysqlObserver(dataSource, connection));
                    case SQLITE -> Optional.empty();
                };
                if (observer.isEmpty()) {
                    connection.close();
                }
                return observer.map(its -> new SafetyMeasurement(connection, rules, its));
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
