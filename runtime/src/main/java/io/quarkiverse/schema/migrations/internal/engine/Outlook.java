package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.internal.engine.LoggingListener.Messages;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.internal.plan.Plan;
import io.quarkiverse.schema.migrations.internal.plan.Planner;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SetName;

/** Looks with one statement, which changes nothing, whether the schema is what the sources want it to be. */
public final class Outlook {

    private static final int NAMED = 10;

    private final EngineSettings settings;

    Outlook(EngineSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns what is pending up to the target, or what keeps it from being applied; empty when the schema is current, also
     * when a newer release has migrated it further. Does not retry to connect.
     *
     * @param expected what the history holds when nothing is pending; empty when that is not known
     * @throws io.quarkiverse.schema.migrations.error.SchemaMigrationsException when the history cannot be read
     */
    public Optional<String> pending(Target target, Optional<ExpectedHistory> expected) {
        try (Session session = Session.on(connect(), settings, new LoggingListener(settings.surroundings()))) {
            Optional<List<AppliedMigration>> history = expected.isPresent() && target instanceof Target.Latest
                    ? session.history().readUnless(expected.get())
                    : Optional.of(session.retry().untilFree(session.history()::read));
            return history.flatMap(rows -> told(
                    Planner.migrate(settings.sources().migrations(), rows, target, settings.policies())));
        } catch (SQLException e) {
            throw Failures.ofDatabase(settings.set(), e);
        }
    }

    private Connection connect() {
        try {
            return settings.dataSource().getConnection();
        } catch (SQLException | RuntimeException e) {
            // drivers and what gives them credentials throw what they like
            throw new DatabaseException("Cannot connect to the database" + SetName.of(settings.set()) + ": "
                    + Session.Connecting.reason(e), e);
        }
    }

    private static Optional<String> told(Plan plan) {
        List<String> parts = new ArrayList<>();
        List<MigrationId> ids = plan.ids();
        if (!ids.isEmpty()) {
            String named = ids.stream().limit(NAMED).map(id -> "'" + id + "'").collect(Collectors.joining(", "));
            parts.add(Messages.counted(ids.size(), "migration") + " pending: " + named
                    + (ids.size() > NAMED ? " and " + (ids.size() - NAMED) + " more" : ""));
        }
        plan.refusals().forEach(refusal -> parts.add(refusal.line()));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }
}
