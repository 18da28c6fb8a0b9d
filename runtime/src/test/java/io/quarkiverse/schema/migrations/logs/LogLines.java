package io.quarkiverse.schema.migrations.logs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the migrations log during a test, whatever thread logs it. */
public final class LogLines extends Handler implements BeforeEachCallback, AfterEachCallback {

    /** Loggers are kept only as long as somebody holds them. */
    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** The lines until now: the level, a space and the message, in which all times are {@code n ms}. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getLevel() + " " + line.getMessage().replaceAll("\\d+ ms", "n ms"));
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        LOGGER.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        LOGGER.removeHandler(this);
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        // nothing is open
    }
}
