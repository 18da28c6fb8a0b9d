package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.internal.dialect.ScriptInspection;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptRun.ScriptLimits;
import io.quarkiverse.schema.migrations.internal.dialect.ScriptScope;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SqlRunner;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What MySQL and MariaDB need to know of a script beforehand: whether it would take away what the run stands on. */
final class MysqlInspection implements ScriptInspection {

    private static final Pattern CANDIDATE = Pattern.compile("release_(all_)?locks?|with\\s+read\\s+lock",
            Pattern.CASE_INSENSITIVE);

    private final ServerVersion version;
    private final MysqlDriver driver;

    MysqlInspection(ServerVersion version, MysqlDriver driver) {
        this.version = version;
        this.driver = driver;
    }

    @Override
    public Optional<String> objection(SqlStatement statement) {
        if (!CANDIDATE.matcher(statement.text()).find()) {
            return Optional.empty();
        }
        List<String> words = statement.words(Integer.MAX_VALUE);
        if (words.get(0).equals("CREATE") || words.get(0).equals("ALTER")) {
            // a routine that does it, and that is not called here
            return Optional.empty();
        }
        if (words.contains("RELEASE_ALL_LOCKS") || words.contains("RELEASE_LOCK") && names(words)) {
            return Optional
                    .of("it would release the lock that keeps other processes out: release your own locks by their names");
        }
        if (words.get(0).equals("FLUSH")) {
            return Optional.of("it would lock the history table too, so that no progress could be noted:"
                    + " lock the tables that you mean with LOCK TABLES");
        }
        return Optional.empty();
    }

    private static boolean names(List<String> words) {
        return words.stream().anyMatch(word -> SqlStatement.unquoted(word).startsWith(MysqlLock.PREFIX));
    }

    @Override
    public ScriptRun open(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        LockWaits waits = LockWaits.limit(connection, limits.databaseLock());
        SqlRunner runner = SqlRunner.on(connection, limits.statement());
        runner.fetch(driver.fetchSize(), driver::expectNoMoreResults);
        return new MysqlStepwise(runner, version, driver, waits);
    }

    @Override
    public ScriptScope openForCode(Connection connection, SetLock lock, ScriptLimits limits) throws SQLException {
        return CodeScope.open(connection, LockWaits.limit(connection, limits.databaseLock()));
    }
}
