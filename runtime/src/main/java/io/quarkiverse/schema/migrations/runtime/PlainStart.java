package io.quarkiverse.schema.migrations.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.plan.Target;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.runtime.internal.execution.Engine;
import io.quarkiverse.schema.migrations.runtime.internal.execution.FirstLook;
import io.quarkiverse.schema.migrations.runtime.internal.history.ExpectedHistory;

/**
 * The start of a set whose history the database can compare with what the build has found. It looks at the history before
 * there is an engine, and needs none when the schema is current.
 *
 * @param maker has the connections
 * @param engine makes the engine, when it is needed
 */
record PlainStart(SetEngine maker, Supplier<Engine> engine) {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    /**
     * Applies all that is pending.
     *
     * @param expected what the history holds when there is nothing, by its {@link ExpectedHistory#hash}
     */
    RunReport migrate(String expected) {
        long began = System.nanoTime();
        Connection connection;
        try {
            connection = maker.dataSource().getConnection();
        } catch (SQLException | RuntimeException e) {
            return engine.get().migrateAfter(e);
        }
        FirstLook look;
        try {
            look = FirstLook.at(connection, maker.databaseKind(), maker.historyTable(), new ExpectedHistory(expected));
        } catch (SQLException | SchemaMigrationsException e) {
            LOG.debugf(e, "Set '%s': the first look at the history failed", maker.set());
            return engine.get().migrate(Target.latest()); // meets the same failure, and knows what to do about it
        }
        return look.isCurrent() ? current(Duration.ofNanos(System.nanoTime() - began)) : engine.get().migrate(look);
    }

    private RunReport current(Duration duration) {
        RunReport report = new RunReport(maker.set(), Direction.UP, List.of(), Optional.empty(), List.of(), List.of(), 0,
                duration);
        if (maker.isWatched(report)) {
            engine.get().tell(report);
        } else {
            LOG.info("Set '" + maker.set() + "': the schema is current");
        }
        return report;
    }
}
