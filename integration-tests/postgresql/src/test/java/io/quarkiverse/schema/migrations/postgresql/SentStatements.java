package io.quarkiverse.schema.migrations.postgresql;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What PostgreSQL's driver tells of every message that it sends: whatever runs a statement, nothing gets past it. */
final class SentStatements extends Handler implements AutoCloseable {

    private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

    private final List<String> all = new CopyOnWriteArrayList<>();

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

    /** The statements, as the driver logs them. */
    List<String> all() {
        return List.copyOf(all);
    }

    @Override
    public void publish(LogRecord message) {
        String text = message.getMessage();
        if (text != null && (text.contains("FE=> Parse") || text.contains("FE=> SimpleQuery") || text.contains("FE=> Bind"))) {
            all.add(text + " " + (message.getParameters() == null ? "" : List.of(message.getParameters())));
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
