package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.testing.safety.HeldLock.Blocks;
import io.quarkiverse.schema.migrations.testing.safety.TableEffect.Work;

/**
 * Watches PostgreSQL in two ways. A trigger on the history table, which the engine writes at the end of each transaction of
 * its own, notes there which locks the session holds and which rows it has read and changed: PostgreSQL keeps locks until
 * the transaction ends, so none is missed. Another connection looks at {@code pg_locks} all the time, to tell for how long.
 */
final class PostgresqlObserver implements Observer {

    private static final String SEEN = PostgresqlPicture.SCHEMA + ".seen";
    private static final String SEEN_LOCK = PostgresqlPicture.SCHEMA + ".seen_lock";
    private static final String SEEN_WORK = PostgresqlPicture.SCHEMA + ".seen_work";
    private static final String SAMPLE = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, l.pid, l.relation,"
            + " l.mode FROM (SELECT 1) always LEFT JOIN pg_locks l ON l.locktype = 'relation' AND l.granted"
            + " AND l.pid <> pg_backend_pid() AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')";
    /** The first is not yet in all supported versions; without it, rows of several transactions may be counted together. */
    private static final String FLUSH = "SELECT count(*) FROM pg_proc WHERE proname = 'pg_stat_force_next_flush'";

    private final Connection connection;
    private final Connection ofSampler;
    private boolean installed;
    private Picture before;
    private Sampler sampler;

    /** @param connection left open */
    PostgresqlObserver(DataSource dataSource, Connection connection) throws SQLException {
        this.connection = connection;
        this.ofSampler = dataSource.getConnection();
    }

    @Override
    public Remedies remedies() {
        return new PostgresqlRemedies();
    }

    @Override
    public List<StatementEffect> statements(PlannedStep step, Optional<String> schema) throws SQLException {
        return new PostgresqlTrial(connection, schema).of(step);
    }

    @Override
    public void begin() throws SQLException {
        installed = installed || install();
        if (installed) {
            execute("TRUNCATE " + SEEN + ", " + SEEN_LOCK + ", " + SEEN_WORK);
        }
        before = PostgresqlPicture.of(connection);
        sampler = new Sampler(ofSampler, SAMPLE);
        sampler.start();
    }

    /** @return whether there is a history to watch */
    private boolean install() throws SQLException {
        List<String> histories = PostgresqlPicture.histories(connection);
        if (histories.isEmpty()) {
            return false;
        }
        boolean flushes = !column(FLUSH, 1).equals(List.of("0"));
        execute("CREATE SCHEMA " + PostgresqlPicture.SCHEMA,
                "CREATE TABLE " + SEEN
                        + " (n bigserial, at timestamptz, began timestamptz, pid int, xid bigint, lock_timeout text)",
                "CREATE TABLE " + SEEN_LOCK + " (n bigint, relation oid, mode text)",
                "CREATE TABLE " + SEEN_WORK + " (n bigint, relation oid, read bigint, changed bigint)",
                "CREATE FUNCTION " + PostgresqlPicture.SCHEMA + ".look() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
                        + " SET search_path = pg_catalog AS $look$ DECLARE look bigint; BEGIN"
                        + " INSERT INTO " + SEEN + " (at, began, pid, xid, lock_timeout) VALUES (clock_timestamp(), now(),"
                        + " pg_backend_pid(), txid_current(), current_setting('lock_timeout')) RETURNING n INTO look;"
                        + " INSERT INTO " + SEEN_LOCK + " SELECT look, relation, mode FROM pg_locks WHERE locktype = 'relation'"
                        + " AND pid = pg_backend_pid() AND granted;"
                        + " INSERT INTO " + SEEN_WORK + " SELECT look, relid, seq_tup_read, n_tup_upd + n_tup_del"
                        + " FROM pg_stat_xact_all_tables;"
                        + (flushes ? " PERFORM pg_stat_force_next_flush();" : "") + " RETURN NULL; END $look$");
        for (String history : histories) {
            execute("CREATE CONSTRAINT TRIGGER " + PostgresqlPicture.SCHEMA + " AFTER INSERT OR UPDATE ON " + history
                    + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION " + PostgresqlPicture.SCHEMA + ".look()");
        }
        return true;
    }

    @Override
    public Observation end() throws SQLException {
        Map<LockSamples.Seen, Long> sampled = sampler.end();
        Picture after = PostgresqlPicture.of(connection);
        Map<String, String> tableOf = new HashMap<>();
        before.tables().forEach((key, table) -> {
            tableOf.put(key, key);
            table.indexes().keySet().forEach(index -> tableOf.put(index, key));
        });
        Locks locks = new Locks(tableOf, new HashSet<>(column(PostgresqlPicture.MATERIALIZED, 1)));
        Map<String, Work> work = new HashMap<>();
        boolean limited = false;
        List<String> notObserved = new ArrayList<>();
        if (installed) {
            locks.addNoted(connection, sampled, sampler);
            work = work(locks);
            limited = !column("SELECT 1 FROM " + SEEN + " WHERE lock_timeout <> '0'", 1).isEmpty();
        } else {
            sampled.forEach((seen, micros) -> locks.add(seen.table(), seen.mode(), micros));
            if (!before.tables().isEmpty()) {
                notObserved.add("locks held for less than a few milliseconds, the rows read and the lock timeout: the history"
                        + " table did not exist yet");
            }
        }
        List<TableEffect> effects = new ArrayList<>();
        for (String key : before.tables().keySet()) {
            Work its = work.getOrDefault(key, Work.NONE);
            effects.add(new TableEffect(before.tables().get(key).name(), locks.on(key), before.changes(key, after),
                    new Work(before.tables().get(key).rows(), its.read(), its.readUnderLock(), its.changed()),
                    Optional.empty()));
        }
        return new Observation(effects, before.viewsGone(after), limited || !installed, notObserved);
    }

    /** In one transaction, the last look knows all; of several transactions, the one that did most counts. */
    private Map<String, Work> work(Locks locks) throws SQLException {
        Map<String, Work> work = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement
                        .executeQuery("SELECT w.relation, s.xid, max(w.read), max(w.changed) FROM " + SEEN_WORK
                                + " w JOIN " + SEEN + " s USING (n) GROUP BY 1, 2")) {
            while (rows.next()) {
                boolean locked = locks.wereStrong(rows.getString(1), rows.getString(2));
                Work one = new Work(0, rows.getLong(3), locked ? rows.getLong(3) : 0, rows.getLong(4));
                work.merge(rows.getString(1), one, (a, b) -> new Work(0, Math.max(a.read(), b.read()),
                        Math.max(a.readUnderLock(), b.readUnderLock()), Math.max(a.changed(), b.changed())));
            }
        }
        return work;
    }

    /** The locks on tables that existed before; one on an index counts for its table. */
    private static final class Locks {

        private final Map<String, String> tableOf;
        private final Set<String> materialized;
        private final Map<String, Map<String, Long>> held = new HashMap<>();
        private final Set<String> strongInTransaction = new HashSet<>();

        Locks(Map<String, String> tableOf, Set<String> materialized) {
            this.tableOf = tableOf;
            this.materialized = materialized;
        }

        void add(String relation, String mode, long micros) {
            String table = tableOf.get(relation);
            // others on an index do not matter to who uses the table
            if (table != null && (table.equals(relation) || mode.equals("AccessExclusiveLock"))) {
                held.computeIfAbsent(table, t -> new LinkedHashMap<>()).merge(mode, micros, Math::max);
            }
        }

        /**
         * What was noted at the end of a transaction, for as long as was sampled. A lock that no sample has shown was not held
         * at the last sample before it was noted, nor before the transaction began.
         */
        void addNoted(Connection connection, Map<LockSamples.Seen, Long> sampled, Sampler sampler) throws SQLException {
            Set<String> holders = new HashSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT s.pid, s.xid, l.relation, l.mode,"
                            + " (extract(epoch FROM min(s.began)) * 1000000)::bigint,"
                            + " (extract(epoch FROM min(s.at)) * 1000000)::bigint,"
                            + " (extract(epoch FROM max(s.at)) * 1000000)::bigint FROM " + SEEN + " s JOIN "
                            + SEEN_LOCK + " l USING (n) GROUP BY 1, 2, 3, 4 ORDER BY 4")) {
                while (rows.next()) {
                    String relation = rows.getString(3);
                    String mode = rows.getString(4);
                    holders.add(rows.getString(1));
                    Long known = sampled.get(new LockSamples.Seen(rows.getString(1), relation, mode));
                    long since = Math.max(rows.getLong(5), sampler.lastBefore(rows.getLong(6)));
                    add(relation, mode, known != null ? known : rows.getLong(7) - since);
                    if (PostgresqlLocks.blocks(mode) != Blocks.NOTHING && tableOf.containsKey(relation)) {
                        strongInTransaction.add(tableOf.get(relation) + " " + rows.getString(2));
                    }
                }
            }
            sampled.forEach((seen, micros) -> {
                if (holders.contains(seen.holder())) {
                    add(seen.table(), seen.mode(), micros);
                }
            });
        }

        boolean wereStrong(String table, String transaction) {
            return strongInTransaction.contains(table + " " + transaction);
        }

        List<HeldLock> on(String table) {
            List<HeldLock> locks = new ArrayList<>();
            held.getOrDefault(table, Map.of()).forEach((mode, micros) -> {
                boolean harmless = materialized.contains(table) && PostgresqlLocks.blocks(mode) == Blocks.WRITES;
                locks.add(new HeldLock(PostgresqlLocks.words(mode), harmless ? Blocks.NOTHING : PostgresqlLocks.blocks(mode),
                        Duration.of(micros, ChronoUnit.MICROS)));
            });
            return locks;
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> column(String sql, int column) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(column));
            }
            return values;
        }
    }

    @Override
    public void close() throws SQLException {
        if (sampler != null) {
            sampler.end();
        }
        ofSampler.close();
    }
}
