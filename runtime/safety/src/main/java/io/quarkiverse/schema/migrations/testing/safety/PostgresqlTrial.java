package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.testing.safety.Change.Kind;
import io.quarkiverse.schema.migrations.testing.safety.TableEffect.Work;

/**
 * Runs the statements of a migration in a transaction that is rolled back, and looks after each of them at what the session
 * holds: so it is known which statement takes which lock. Not thread-safe.
 */
final class PostgresqlTrial {

    private static final int MOST = 200;
    private static final String LOCKS = "SELECT relation, mode FROM pg_locks WHERE locktype = 'relation' AND granted"
            + " AND pid = pg_backend_pid()";
    private static final String FILES = "SELECT oid, pg_relation_filenode(oid) FROM pg_class WHERE relkind IN ('r', 'm', 'i')";
    private static final String WORK = "SELECT relid, seq_tup_read, n_tup_upd + n_tup_del FROM pg_stat_xact_all_tables";

    private final Connection connection;
    private final Optional<String> schema;
    private final Map<String, String> tableOf = new HashMap<>();
    private final Map<String, Set<String>> seen = new HashMap<>();
    private Picture picture;
    private Map<String, String> files;
    private Map<String, long[]> work;

    PostgresqlTrial(Connection connection, Optional<String> schema) {
        this.connection = connection;
        this.schema = schema;
    }

    /** @return what each statement did; of fewer statements where one fails; of none where they cannot run in a transaction */
    List<StatementEffect> of(PlannedStep step) throws SQLException {
        if (step.transaction() == TransactionMode.NONE || step.statements().size() > MOST) {
            return List.of();
        }
        picture = PostgresqlPicture.of(connection);
        picture.tables().forEach((key, table) -> {
            tableOf.put(key, key);
            table.indexes().keySet().forEach(index -> tableOf.put(index, key));
        });
        List<Map<String, Did>> done = new ArrayList<>();
        List<Long> began = new ArrayList<>();
        List<Long> ended = new ArrayList<>();
        connection.setAutoCommit(false);
        try {
            if (schema.isPresent()) {
                connection.setSchema(schema.get());
            }
            files = files();
            work = work();
            for (String sql : step.statements()) {
                began.add(System.nanoTime());
                execute(sql);
                ended.add(System.nanoTime());
                done.add(look());
            }
        } catch (SQLException e) {
            // the migration itself says why
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        clean(done);
        return effects(done, began, ended);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** What a statement did to one table. */
    private static final class Did {
        private final Set<String> locks = new LinkedHashSet<>();
        private final Set<Change> changes = new LinkedHashSet<>();
        private long read;
        private long changed;

        boolean isNothing() {
            return locks.stream().allMatch(mode -> PostgresqlLocks.blocks(mode) == HeldLock.Blocks.NOTHING)
                    && changes.isEmpty() && read == 0 && changed == 0;
        }
    }

    private Map<String, Did> look() throws SQLException {
        Map<String, Did> did = new LinkedHashMap<>();
        each(LOCKS, row -> {
            String table = tableOf.get(row.getString(1));
            String mode = row.getString(2);
            // others on an index do not matter to who uses the table
            if (table != null && (table.equals(row.getString(1)) || mode.equals("AccessExclusiveLock"))
                    && seen.computeIfAbsent(table, key -> new HashSet<>()).add(mode)) {
                on(table, did).locks.add(mode);
            }
        });
        Map<String, String> filesNow = files();
        filesNow.forEach((relation, file) -> {
            String table = tableOf.get(relation);
            if (table != null && !file.equals(files.get(relation))) {
                on(table, did).changes.add(table.equals(relation) ? new Change(Kind.REWRITTEN, "")
                        : new Change(Kind.INDEX_REWRITTEN, picture.tables().get(table).indexes().get(relation).name()));
            }
        });
        files = filesNow;
        Map<String, long[]> workNow = work();
        workNow.forEach((table, now) -> {
            long[] was = work.getOrDefault(table, new long[2]);
            if (tableOf.containsKey(table) && (now[0] > was[0] || now[1] > was[1])) {
                on(table, did).read += now[0] - was[0];
                on(table, did).changed += now[1] - was[1];
            }
        });
        work = workNow;
        did.values().removeIf(Did::isNothing);
        return did;
    }

    private static Did on(String table, Map<String, Did> did) {
        return did.computeIfAbsent(table, key -> new Did());
    }

    private Map<String, String> files() throws SQLException {
        Map<String, String> found = new HashMap<>();
        each(FILES, row -> found.put(row.getString(1), String.valueOf(row.getString(2))));
        return found;
    }

    private Map<String, long[]> work() throws SQLException {
        Map<String, long[]> found = new HashMap<>();
        each(WORK, row -> found.put(row.getString(1), new long[] { row.getLong(2), row.getLong(3) }));
        return found;
    }

    private interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, Reading reading) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reading.read(rows);
            }
        }
    }

    /** What was rolled back has left dead rows, which would slow down the migration itself. */
    private void clean(List<Map<String, Did>> done) throws SQLException {
        Set<String> dirty = new LinkedHashSet<>();
        done.forEach(each -> each.forEach((table, did) -> {
            if (did.changed > 0) {
                dirty.add(table);
            }
        }));
        for (String table : dirty) {
            List<String> name = new ArrayList<>();
            each("SELECT oid::regclass FROM pg_class WHERE oid = " + table, row -> name.add(row.getString(1)));
            execute("VACUUM FULL " + name.get(0));
        }
    }

    private List<StatementEffect> effects(List<Map<String, Did>> done, List<Long> began, List<Long> ended) {
        List<StatementEffect> effects = new ArrayList<>();
        for (int i = 0; i < done.size(); i++) {
            Duration untilTheEnd = Duration.ofNanos(ended.get(done.size() - 1) - began.get(i));
            List<TableEffect> tables = new ArrayList<>();
            done.get(i).forEach((key, did) -> {
                long rows = picture.tables().get(key).rows();
                List<HeldLock> locks = did.locks.stream().map(
                        mode -> new HeldLock(PostgresqlLocks.words(mode), PostgresqlLocks.blocks(mode), untilTheEnd))
                        .filter(HeldLock::isStrong).toList();
                boolean locked = seen.get(key) != null
                        && seen.get(key).stream().anyMatch(mode -> PostgresqlLocks.blocks(mode) != HeldLock.Blocks.NOTHING);
                tables.add(new TableEffect(picture.tables().get(key).name(), locks, List.copyOf(did.changes),
                        new Work(rows, did.read, locked ? did.read : 0, did.changed), Optional.empty()));
            });
            effects.add(new StatementEffect(Duration.ofNanos(ended.get(i) - began.get(i)), tables));
        }
        return effects;
    }
}
