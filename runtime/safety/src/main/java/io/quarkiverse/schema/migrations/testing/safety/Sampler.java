package io.quarkiverse.schema.migrations.testing.safety;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Asks a server for the locks that are held, on a thread of its own, as often as it can. */
final class Sampler {

    private final Connection connection;
    private final String query;
    private final LockSamples samples = new LockSamples();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "samples the locks of migrations");
    private volatile boolean ended;
    private volatile SQLException failure;

    /**
     * @param connection not used by anything else meanwhile; left open
     * @param query returns the server's time in microseconds, and the holder, table and mode of each lock, or NULL
     */
    Sampler(Connection connection, String query) {
        this.connection = connection;
        this.query = query;
    }

    /** Returns after the first sample. */
    void start() throws SQLException {
        thread.setDaemon(true);
        thread.start();
        await(first::await);
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            boolean last;
            do {
                // the last one begins after the migration has ended
                last = ended;
                sample(statement);
                first.countDown();
            } while (!last);
        } catch (SQLException e) {
            failure = e;
        } finally {
            first.countDown();
        }
    }

    private void sample(PreparedStatement statement) throws SQLException {
        Set<LockSamples.Seen> held = new HashSet<>();
        long time = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                time = rows.getLong(1);
                if (rows.getString(2) != null) {
                    held.add(new LockSamples.Seen(rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        samples.add(time, held);
    }

    /** Ends, and returns how long each lock was held at most; the same when it has ended before. */
    Map<LockSamples.Seen, Long> end() throws SQLException {
        ended = true;
        await(thread::join);
        if (failure != null) {
            throw failure;
        }
        return samples.longest();
    }

    /**
     * Returns the time of the last sample before another time, both in microseconds of the server's clock; when it has ended.
     */
    long lastBefore(long time) {
        return samples.lastBefore(time);
    }

    private interface Wait {
        void now() throws InterruptedException;
    }

    private static void await(Wait wait) {
        try {
            wait.now();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a migration was observed", e);
        }
    }
}
