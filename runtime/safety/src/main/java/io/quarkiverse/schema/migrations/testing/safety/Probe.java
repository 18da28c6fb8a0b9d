package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Uses one table after the other as an application does, all the time, and remembers how long it had to wait. */
final class Probe {

    private final Connection connection;
    private final Map<String, String> statements;
    private final Map<String, Long> longest = new HashMap<>();
    private final Thread thread = new Thread(this::run, "uses tables while migrations are applied");
    private volatile boolean ended;

    /**
     * @param connection not used by anything else meanwhile; left open
     * @param statements what to run, by table
     */
    Probe(Connection connection, Map<String, String> statements) {
        this.connection = connection;
        this.statements = statements;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        List<String> left = new ArrayList<>(statements.keySet());
        try (Statement statement = connection.createStatement()) {
            while (!ended && !left.isEmpty()) {
                for (String table : List.copyOf(left)) {
                    long began = System.nanoTime();
                    try {
                        statement.execute(statements.get(table));
                    } catch (SQLException e) {
                        // the table is gone, or has no longer the column
                        left.remove(table);
                    }
                    longest.merge(table, System.nanoTime() - began, Math::max);
                }
            }
        } catch (SQLException e) {
            // what was measured until then counts
        }
    }

    /** Ends, and returns how long each table made it wait at most. */
    Map<String, Duration> end() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a migration was observed", e);
        }
        Map<String, Duration> waits = new HashMap<>();
        longest.forEach((table, nanos) -> waits.put(table, Duration.ofNanos(nanos)));
        return waits;
    }
}
