package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What MySQL and MariaDB need to know of a script beforehand: whether it would take away what the run stands on. */
final class MysqlInspection implements ScriptInspection {

    private static final Pattern CANDIDATE = Pattern.compile("release_(all_)?locks?|with\\s+read\\s+lock",
            Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<String> objection(SqlStatement statement) {
        if (!CANDIDATE.matcher(statement.text()).find()) {
            return Optional.empty();
        }
        List<String> words = statement.words(Integer.MAX_VALUE);
        if (words.get(0).equals("CREATE") || words.get(0).equals("ALTER")) {
            // a routine that does it, and that nobody calls here
            return Optional.empty();
        }
        if (words.contains("RELEASE_ALL_LOCKS") || words.contains("RELEASE_LOCK") && names(words)) {
            return Optional.of("it would release the lock that keeps other runners out: release your own locks by their names");
        }
        if (words.get(0).equals("FLUSH")) {
            return Optional.of("it would lock the history table too, so that no progress could be noted:"
                    + " lock the tables that you mean with LOCK TABLES");
        }
        return Optional.empty();
    }

    private static boolean names(List<String> words) {
        return words.stream().anyMatch(word -> MysqlWords.plain(word).startsWith(MysqlLock.PREFIX));
    }

    @Override
    public ScriptScope open(Connection connection, ScriptLimits limits) throws SQLException {
        Optional<Duration> lockTimeout = limits.databaseLock();
        if (lockTimeout.isPresent()) {
            long seconds = Math.max(1, lockTimeout.get().plusMillis(999).toSeconds());
            execute(connection, "SET @" + SessionChanges.OURS + "lock_wait = @@SESSION.lock_wait_timeout, @"
                    + SessionChanges.OURS + "row_lock_wait = @@SESSION.innodb_lock_wait_timeout,"
                    + " SESSION lock_wait_timeout = " + seconds + ", SESSION innodb_lock_wait_timeout = " + seconds);
        }
        return new Scope(connection, lockTimeout.isPresent());
    }

    @Override
    public ScriptScope openForCode(Connection connection, ScriptLimits limits) throws SQLException {
        return CodeScope.open(connection, open(connection, limits));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the script itself changes is brought back in the packet with its last statement. */
    private record Scope(Connection connection, boolean limited) implements ScriptScope {

        @Override
        public void begin() {
            // everything was set when it was opened
        }

        @Override
        public void before(SqlStatement statement) {
            // what a statement changes is looked after where the packets are made
        }

        @Override
        public void end() {
            // brought back where the packets are made
        }

        @Override
        public void close() throws SQLException {
            if (limited) {
                execute(connection, "SET SESSION lock_wait_timeout = @" + SessionChanges.OURS
                        + "lock_wait, SESSION innodb_lock_wait_timeout = @" + SessionChanges.OURS + "row_lock_wait");
            }
        }
    }
}
