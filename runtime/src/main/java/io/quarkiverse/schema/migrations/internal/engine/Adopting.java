package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.internal.adopt.AdoptionPlan;
import io.quarkiverse.schema.migrations.internal.adopt.AdoptionPlan.Taken;
import io.quarkiverse.schema.migrations.internal.adopt.ForeignTable;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.ForeignLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.OtherToolPolicy;
import io.quarkiverse.schema.migrations.internal.engine.LoggingListener.Messages;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow.Provenance;
import io.quarkiverse.schema.migrations.internal.history.HistorySql;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.KeptScript;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.ChangeReport;

/**
 * Gives a set without a history the one that its schema has: that of another tool, or a baseline. Under the set's lock, in one
 * transaction.
 */
final class Adopting implements Planning.Preparation {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final EngineSettings settings;
    private final Session session;
    private final MigrationListener listener;
    private final List<Migration> sources;

    Adopting(EngineSettings settings, Session session, MigrationListener listener, List<Migration> sources) {
        this.settings = settings;
        this.session = session;
        this.listener = listener;
        this.sources = sources;
    }

    /**
     * The command.
     *
     * @throws AdoptionRefusedException when there is nothing to adopt, or it cannot be
     */
    AdoptionReport adopt(Adoption adoption) throws SQLException {
        try (SetLock lock = session.lock(LockRequest.Kind.STEPWISE)) {
            if (!history().isEmpty()) {
                return new AdoptionReport(settings.set(), adoption.tool().title(), Optional.empty(), List.of(), List.of());
            }
            return takeOver(find(adoption).orElseThrow(() -> nothingFound(adoption)));
        }
    }

    @Override
    public boolean beforeFirstRun() throws SQLException {
        boolean hasHistory = settings.otherTool().orElse(null) instanceof OtherToolPolicy.Adopted adopted
                ? adoptIfThere(adopted.adoption())
                : refuseIfFound();
        return hasHistory || baselineIfThere();
    }

    private boolean baselineIfThere() throws SQLException {
        if (settings.baseline().isEmpty() || !hasTables()) {
            return false;
        }
        MigrationId last = settings.baseline().get();
        ChangeReport report = new Corrections(settings.set(), session, sources).baselineWithoutHistory(last);
        if (!report.changes().isEmpty()) {
            LOG.info(SetName.line(settings.set(), "the schema has tables and no history, so everything up to '" + last
                    + "' counts as applied: " + Messages.counted(report.changes().size(), "migration")));
        }
        return true;
    }

    private boolean hasTables() throws SQLException {
        return session.dialect().hasTablesBeside(session.connection(), session.history().table());
    }

    /** What the history would be if it were taken over now; the same as it is when there is nothing to adopt. */
    List<AppliedMigration> preview() throws SQLException {
        if (settings.otherTool().orElse(null) instanceof OtherToolPolicy.Adopted adopted) {
            Optional<ForeignTable> found = find(adopted.adoption());
            if (found.isPresent()) {
                return applied(read(found.get()).taken());
            }
        }
        refuseIfFound();
        return settings.baseline().isPresent() && hasTables() ? baselined(settings.baseline().get()) : List.of();
    }

    private List<AppliedMigration> baselined(MigrationId last) {
        List<AppliedMigration> applied = new ArrayList<>();
        for (Migration migration : sources) {
            if (migration.kind() == MigrationKind.VERSIONED && migration.id().compareTo(last) <= 0) {
                applied.add(applied(migration.id(), migration.kind(), Optional.of(migration), applied.size() + 1L));
            }
        }
        return applied;
    }

    private boolean adoptIfThere(Adoption adoption) throws SQLException {
        if (find(adoption).isEmpty()) {
            return refuseIfFound();
        }
        try (SetLock lock = session.lock(LockRequest.Kind.STEPWISE)) {
            Optional<ForeignTable> found = find(adoption);
            if (history().isEmpty() && found.isPresent()) {
                takeOver(found.get());
            }
            return true;
        }
    }

    /**
     * Refuses also where another table is there than the one that was named. Whoever has come first may have taken it over
     * since we looked.
     */
    private boolean refuseIfFound() throws SQLException {
        if (settings.otherTool().orElse(null) instanceof OtherToolPolicy.Ignored) {
            return false;
        }
        List<String> objections = new ArrayList<>();
        for (ForeignTable found : ours(
                ForeignTable.findAny(session.connection(), session.dialect(), session.history().table()))) {
            if (found.hasRows(session.connection(), session.dialect())) {
                objections.add(AdoptionMessages.found(settings.set(), found));
            }
        }
        if (objections.isEmpty()) {
            return false;
        }
        if (!history().isEmpty()) {
            return true;
        }
        throw new AdoptionRefusedException(settings.set(), "it has no history yet, but another tool does", objections);
    }

    private Optional<ForeignTable> find(Adoption adoption) throws SQLException {
        List<ForeignTable> found = ours(ForeignTable.find(session.connection(), session.dialect(), session.history().table(),
                adoption));
        if (found.size() > 1) {
            throw new AdoptionRefusedException(settings.set(), adoption.tool().title() + " has several histories",
                    found.stream().map(AdoptionMessages::oneOfSeveral).toList());
        }
        return found.stream().findFirst();
    }

    /** Of several schemas each has its own past; what is in the connection's is none of theirs. */
    private List<ForeignTable> ours(List<ForeignTable> found) {
        return settings.schema().isEmpty() ? found
                : found.stream().filter(history -> history.table().schema().equals(settings.schema())).toList();
    }

    private AdoptionRefusedException nothingFound(Adoption adoption) {
        return new AdoptionRefusedException(settings.set(), "there is nothing to adopt",
                List.of(AdoptionMessages.notFound(adoption)));
    }

    private List<AppliedMigration> history() throws SQLException {
        return session.retry().untilFree(session.history()::read);
    }

    private AdoptionPlan read(ForeignTable found) throws SQLException {
        AdoptionPlan adoptionPlan = found.read(session.connection(), session.dialect(), sources, settings.policies());
        if (!adoptionPlan.objections().isEmpty()) {
            throw new AdoptionRefusedException(settings.set(),
                    "the history of " + found.tool().title() + " in '" + found.table() + "' cannot be adopted as it is",
                    adoptionPlan.objections());
        }
        return adoptionPlan;
    }

    private AdoptionReport takeOver(ForeignTable found) throws SQLException {
        read(found); // refused before anything of ours is made
        session.retry().untilFree(() -> {
            session.history().prepare();
            return null;
        });
        AdoptionPlan adoptionPlan = session.retry().untilGiven(() -> attempt(found),
                found.tool().title() + " is migrating", timeout -> AdoptionMessages.atWork(found, timeout));
        adoptionPlan.warnings().forEach(warning -> listener.warned(settings.set(), warning));
        AdoptionReport report = new AdoptionReport(settings.set(), found.tool().title(),
                Optional.of(found.table().toString()), adoptionPlan.taken().stream().map(Taken::adopted).toList(),
                adoptionPlan.passedOver());
        listener.adopted(report);
        return report;
    }

    /** Gives nothing while the other tool is at work. */
    private Optional<AdoptionPlan> attempt(ForeignTable found) throws SQLException {
        Optional<ForeignLock> given = found.lock(session.connection(), session.dialect());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try (ForeignLock theirs = given.get()) {
            return write(found);
        }
    }

    private Optional<AdoptionPlan> write(ForeignTable found) throws SQLException {
        session.begin();
        try {
            if (!found.hold(session.connection(), session.dialect())) {
                session.execute("ROLLBACK");
                return Optional.empty();
            }
            AdoptionPlan adoptionPlan = read(found);
            long order = 0;
            for (Taken taken : adoptionPlan.taken()) {
                session.execute(insert(taken, ++order, found.tool().title()));
            }
            session.commit();
            return Optional.of(adoptionPlan);
        } catch (SQLException | RuntimeException | Error e) {
            session.rollback(e);
            throw e;
        }
    }

    private String insert(Taken taken, long order, String tool) {
        HistorySql sql = session.history().sql();
        Provenance provenance = new Provenance(tool, taken.happened().finished(), taken.happened().duration(),
                taken.happened().user());
        return taken.offered()
                .map(migration -> sql.insertAdopted(AppliedRow.of(migration, order, 0, session.scripts().down(migration)),
                        provenance))
                .orElseGet(() -> sql.insertAdoptedUnknown(taken.id(), taken.kind(), taken.description(), order, provenance));
    }

    private static List<AppliedMigration> applied(List<Taken> taken) {
        List<AppliedMigration> applied = new ArrayList<>();
        for (Taken one : taken) {
            applied.add(applied(one.id(), one.kind(), one.offered(), applied.size() + 1L));
        }
        return applied;
    }

    private static AppliedMigration applied(MigrationId id, MigrationKind kind, Optional<Migration> offered, long order) {
        return new AppliedMigration(id, order, kind, AppliedState.APPLIED, Direction.UP,
                offered.flatMap(migration -> migration.up().verifiedBy()), offered.flatMap(Migration::downScript)
                        .map(down -> new KeptScript(down.checksum(), down.options().transaction())));
    }

    /** What there is to say when another tool's history is found, or is not. */
    private static final class AdoptionMessages {

        private static final String PREFIX = "quarkus.schema-migrations.";

        private AdoptionMessages() {
        }

        /** A history that the configuration does not mention. */
        static String found(String set, ForeignTable history) {
            String key = PREFIX + (set.equals(SetName.DEFAULT) ? "" : '"' + set + "\".") + "adopt";
            return "'" + history.table() + "' is the history of " + history.tool().title() + "\nTo adopt it, set " + key + '='
                    + word(history.tool()) + " (adopt(Adoption." + word(history.tool())
                    + "()) of the builder). If it belongs to"
                    + " another schema, set " + key + "=ignore (ignoreOtherTools() of the builder)";
        }

        static String oneOfSeveral(ForeignTable history) {
            return "'" + history.table() + "'\nIf it is the one to adopt, set adopt-table=" + history.table();
        }

        static String notFound(Adoption adoption) {
            return "the database has no " + adoption.table().map(table -> "table '" + table + "' with a history of ")
                    .orElse("table of ") + adoption.tool().title()
                    + " in the schema of the history table or of the connection\nIf it is elsewhere, set adopt-table=<schema>.<table>";
        }

        static String atWork(ForeignTable history, Duration timeout) {
            return history.tool().title() + " is migrating '" + history.table() + "' and did not finish within "
                    + timeout.toMillis()
                    + " ms; nothing was run. Wait for it, or set a longer lock-timeout";
        }

        private static String word(Adoption.Tool tool) {
            return tool.name().toLowerCase(Locale.ROOT);
        }
    }
}
