package io.quarkiverse.schema.migrations.runtime;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.error.Secrets;
import io.quarkiverse.schema.migrations.internal.engine.Engine;
import io.quarkiverse.schema.migrations.internal.engine.FirstLook;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.report.RunReport;

/**
 * The start of a set whose history the database can compare with what the build has found. It looks at the history before
 * there is an engine, and needs none when the schema is current.
 *
 * @param commands have the engine, which is made when it is asked for
 * @param maker has the connections
 */
record PlainStart(SetCommands commands, SetEngine maker) {

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
            return engine().migrateAfter(e);
        }
        FirstLook look;
        try {
            look = FirstLook.at(connection, maker.databaseKind(), maker.dialects(), maker.historyTable(),
                    new ExpectedHistory(expected));
        } catch (SQLException | SchemaMigrationsException e) {
            LOG.debugf(Secrets.removed(e), "Set '%s': the first look at the history failed", maker.set());
            return engine().migrate(Target.latest()); // meets the same failure, and knows what to do about it
        }
        return look.isCurrent() ? current(Duration.ofNanos(System.nanoTime() - began)) : engine().migrate(look);
    }

    private Engine engine() {
        return (Engine) commands.engine(); // a set that is plain has no schemas of its own
    }

    private RunReport current(Duration duration) {
        RunReport report = new RunReport(maker.set(), Direction.UP, List.of(), Optional.empty(), List.of(), List.of(), 0,
                duration);
        if (maker.isWatched(report)) {
            engine().tell(report);
        } else {
            LOG.info("Set '" + maker.set() + "': the schema is current");
        }
        return report;
    }
}
