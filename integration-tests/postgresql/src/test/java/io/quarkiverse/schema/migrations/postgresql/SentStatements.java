package io.quarkiverse.schema.migrations.postgresql;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What PostgreSQL's driver tells of every message that it sends: whatever runs a statement, nothing gets past it. */
final class SentStatements extends Handler implements AutoCloseable {

    private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

    private final AtomicInteger count = new AtomicInteger();

    private SentStatements() {
        setLevel(Level.ALL);
    }

    static SentStatements recorded() {
        SentStatements handler = new SentStatements();
        DRIVER.addHandler(handler);
        DRIVER.setUseParentHandlers(false);
        DRIVER.setLevel(Level.FINEST);
        return handler;
    }

    /** How many statements were sent to be executed. */
    int count() {
        return count.get();
    }

    @Override
    public void publish(LogRecord message) {
        String text = message.getMessage();
        if (text != null && (text.contains("FE=> Execute") || text.contains("FE=> SimpleQuery"))) {
            count.incrementAndGet();
        }
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        DRIVER.removeHandler(this);
        DRIVER.setUseParentHandlers(true);
        DRIVER.setLevel(null);
    }
}
