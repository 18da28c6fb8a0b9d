package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.testing.safety.Change.Kind;
import io.quarkiverse.schema.migrations.testing.safety.HeldLock.Blocks;
import io.quarkiverse.schema.migrations.testing.safety.TableEffect.Work;

/**
 * Watches MySQL and MariaDB. A table that was written a second time has another number in InnoDB. A definition that has
 * changed took an exclusive metadata lock. Triggers on the history table, which the engine writes after each statement, note
 * what the session's counters say. Other connections read and write the tables meanwhile, to tell how long that is blocked,
 * and on MySQL one looks at the metadata locks.
 */
final class MysqlObserver implements Observer {

    private static final String SAMPLE = "SELECT cast(unix_timestamp(now(6)) * 1000000 AS signed), l.owner_thread_id,"
            + " l.object_name, l.lock_type FROM (SELECT 1) always LEFT JOIN performance_schema.metadata_locks l"
            + " ON l.object_type = 'TABLE' AND l.object_schema = database() AND l.lock_status = 'GRANTED'"
            + " AND l.lock_type IN ('SHARED_NO_WRITE', 'SHARED_READ_ONLY', 'SHARED_NO_READ_WRITE', 'EXCLUSIVE')";
    /** Above that it is the server's default, which is a day or a year. */
    private static final int LIMIT_IN_SECONDS = 3600;
    /** A statement that defines something changes some rows of the server's own catalog. */
    private static final int CATALOG_ROWS = 200;

    private final Connection connection;
    private final Connection ofSampler;
    private final Connection ofReader;
    private final Connection ofWriter;
    private final boolean mariadb;
    private final MysqlPicture pictures;
    private final List<String> notObserved = new ArrayList<>();
    private boolean installed;
    private boolean samplesLocks;
    private Picture before;
    private Map<String, String> definitions;
    private Map<String, Map<String, String>> contents;
    private Sampler sampler;
    private Probe reader;
    private Probe writer;

    /** @param connection left open */
    MysqlObserver(DataSource dataSource, Connection connection) throws SQLException {
        this.connection = connection;
        this.ofSampler = dataSource.getConnection();
        this.ofReader = dataSource.getConnection();
        this.ofWriter = dataSource.getConnection();
        this.mariadb = MysqlPicture.isMariadb(connection);
        this.pictures = new MysqlPicture(connection);
        this.samplesLocks = !mariadb;
        if (mariadb) {
            notObserved.add("metadata locks as such, which MariaDB does not show: what is said is how long other connections"
                    + " waited");
        }
    }

    @Override
    public Remedies remedies() {
        return new MysqlRemedies();
    }

    @Override
    public void begin() throws SQLException {
        installed = installed || install();
        if (installed) {
            execute("DELETE FROM " + MysqlPicture.OBSERVER);
        }
        before = pictures.read();
        definitions = pictures.definitions(before);
        contents = pictures.contents(before);
        Map<String, String> reads = new LinkedHashMap<>();
        Map<String, String> writes = new LinkedHashMap<>();
        before.tables().forEach((name, table) -> {
            reads.put(name, "SELECT 1 FROM " + MysqlPicture.quoted(name) + " LIMIT 1");
            // a write to the server, and no row is changed
            writes.put(name, "DELETE FROM " + MysqlPicture.quoted(name) + " WHERE 1 = 0");
        });
        if (samplesLocks) {
            startSampler();
        }
        reader = new Probe(ofReader, reads);
        writer = new Probe(ofWriter, writes);
        reader.start();
        writer.start();
    }

    private void startSampler() throws SQLException {
        sampler = new Sampler(ofSampler, SAMPLE);
        try {
            sampler.start();
        } catch (SQLException e) {
            samplesLocks = false;
            notObserved.add("metadata locks: " + e.getMessage());
        }
    }

    /** @return whether there is a history to watch */
    private boolean install() throws SQLException {
        List<String> histories = MysqlPicture.histories(connection);
        if (histories.isEmpty()) {
            return false;
        }
        String status = mariadb ? "information_schema.session_status" : "performance_schema.session_status";
        execute("CREATE TABLE " + MysqlPicture.OBSERVER + " (n bigint AUTO_INCREMENT PRIMARY KEY, lock_wait bigint,"
                + " rows_read bigint, rows_changed bigint)");
        String look = " FOR EACH ROW INSERT INTO " + MysqlPicture.OBSERVER + " (lock_wait, rows_read, rows_changed) SELECT"
                + " @@session.lock_wait_timeout, sum(CASE WHEN variable_name = 'Handler_read_rnd_next' THEN variable_value"
                + " ELSE 0 END), sum(CASE WHEN variable_name IN ('Handler_update', 'Handler_delete') THEN variable_value"
                + " ELSE 0 END) FROM " + status + " WHERE variable_name IN ('Handler_read_rnd_next', 'Handler_update',"
                + " 'Handler_delete')";
        try {
            for (int i = 0; i < histories.size(); i++) {
                execute("CREATE TRIGGER " + MysqlPicture.OBSERVER + "_i" + i + " AFTER INSERT ON " + histories.get(i) + look,
                        "CREATE TRIGGER " + MysqlPicture.OBSERVER + "_u" + i + " AFTER UPDATE ON " + histories.get(i) + look);
            }
        } catch (SQLException e) {
            notObserved.add("rows read and changed, and the lock timeout: " + e.getMessage());
            return false;
        }
        return true;
    }

    @Override
    public Observation end() throws SQLException {
        Waits waits = new Waits(reader.end(), writer.end());
        Map<LockSamples.Seen, Long> sampled = samplesLocks ? sampler.end() : Map.of();
        Picture after = pictures.read();
        Map<String, String> definitionsAfter = pictures.definitions(after);
        Map<String, Map<String, String>> contentsAfter = pictures.contents(after);
        Counted counted = counted();
        List<TableEffect> effects = new ArrayList<>();
        before.tables().forEach((table, state) -> {
            List<Change> changes = changes(table, after, counted);
            boolean defined = !changes.isEmpty() || !definitions.get(table).equals(definitionsAfter.get(table));
            boolean changed = changes.stream().anyMatch(MysqlObserver::addsValues)
                    || after.tables().containsKey(table) && differ(contents.get(table), contentsAfter.get(table));
            boolean scanned = changes.stream().anyMatch(change -> blocksWrites(change, after.tables().get(table)));
            effects.add(new TableEffect(table, locks(table, defined, sampled, waits), changes,
                    new Work(state.rows(), 0, scanned ? Math.max(1, state.rows()) : 0, changed ? counted.changed() : 0),
                    Optional.of(waits.longest(table))));
        });
        return new Observation(effects, before.viewsGone(after), counted.limited(), List.copyOf(notObserved));
    }

    private List<Change> changes(String table, Picture after, Counted counted) {
        List<Change> changes = new ArrayList<>(before.changes(table, after));
        boolean rewritten = changes.stream().anyMatch(change -> change.kind() == Kind.REWRITTEN);
        if (rewritten && counted.read() >= Math.max(1, before.tables().get(table).rows())) {
            changes.add(new Change(Kind.COPIED, ""));
        }
        boolean columns = changes.stream().anyMatch(change -> switch (change.kind()) {
            case COLUMN_ADDED, COLUMN_REQUIRED, COLUMN_GONE, COLUMN_RENAMED, COLUMN_TYPE, COLUMN_NOT_NULL -> true;
            default -> false;
        });
        if (columns && !rewritten) {
            changes.add(new Change(Kind.INSTANT, ""));
        }
        return changes;
    }

    /** Where columns have come, their values are not compared. */
    private static boolean addsValues(Change change) {
        return switch (change.kind()) {
            case COLUMN_ADDED, COLUMN_REQUIRED, COLUMN_TYPE -> true;
            default -> false;
        };
    }

    /** The servers build these two kinds of index with writes locked out. */
    private static boolean blocksWrites(Change change, Picture.TableState after) {
        return change.kind() == Kind.INDEX_BUILT
                && List.of("FULLTEXT", "SPATIAL").contains(after.indexes().get(change.what()).storage());
    }

    private static boolean differ(Map<String, String> before, Map<String, String> after) {
        return before.entrySet().stream()
                .anyMatch(sum -> after.containsKey(sum.getKey()) && !after.get(sum.getKey()).equals(sum.getValue()));
    }

    private List<HeldLock> locks(String table, boolean defined, Map<LockSamples.Seen, Long> sampled, Waits waits) {
        Map<String, Duration> held = new LinkedHashMap<>();
        if (defined) {
            held.put("EXCLUSIVE", waits.reads().getOrDefault(table, Duration.ZERO));
        }
        sampled.forEach((seen, micros) -> {
            if (seen.table().equals(table)) {
                held.merge(seen.mode(), Duration.of(micros, ChronoUnit.MICROS), (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        });
        return held.entrySet().stream().map(lock -> new HeldLock(lock.getKey(), blocks(lock.getKey()), lock.getValue()))
                .toList();
    }

    private static Blocks blocks(String mode) {
        return mode.equals("SHARED_NO_WRITE") || mode.equals("SHARED_READ_ONLY") ? Blocks.WRITES : Blocks.READS_AND_WRITES;
    }

    /** How long small reads and writes of other connections waited, by table. */
    private record Waits(Map<String, Duration> reads, Map<String, Duration> writes) {

        Duration longest(String table) {
            Duration read = reads.getOrDefault(table, Duration.ZERO);
            Duration write = writes.getOrDefault(table, Duration.ZERO);
            return read.compareTo(write) > 0 ? read : write;
        }
    }

    /**
     * What the session's counters say of one statement.
     *
     * @param read how many rows were read one after the other at most
     * @param changed how many rows were changed at most
     * @param limited whether the wait for locks was limited while the script ran
     */
    private record Counted(long read, long changed, boolean limited) {
    }

    /** Each look costs reads of its own, which the cheapest of them tells. */
    private Counted counted() throws SQLException {
        if (!installed) {
            return new Counted(0, 0, true);
        }
        List<Long> reads = new ArrayList<>();
        List<Long> changes = new ArrayList<>();
        List<Long> limits = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT lock_wait, rows_read, rows_changed FROM " + MysqlPicture.OBSERVER + " ORDER BY n")) {
            while (rows.next()) {
                limits.add(rows.getLong(1));
                reads.add(rows.getLong(2));
                changes.add(rows.getLong(3));
            }
        }
        // the first look is before the script, and the last one after it, when its settings were restored
        List<Long> within = limits.size() > 2 ? limits.subList(1, limits.size() - 1) : limits;
        boolean limited = !within.isEmpty() && within.stream().allMatch(seconds -> seconds < LIMIT_IN_SECONDS);
        List<Long> steps = steps(reads);
        long noise = steps.stream().mapToLong(Long::longValue).min().orElse(0);
        return new Counted(steps.stream().mapToLong(step -> step - noise).max().orElse(0),
                steps(changes).stream().mapToLong(Long::longValue).filter(rows -> rows > CATALOG_ROWS).max().orElse(0),
                limited);
    }

    private static List<Long> steps(List<Long> values) {
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < values.size(); i++) {
            steps.add(values.get(i) - values.get(i - 1));
        }
        return steps;
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        ofSampler.close();
        ofReader.close();
        ofWriter.close();
    }
}
