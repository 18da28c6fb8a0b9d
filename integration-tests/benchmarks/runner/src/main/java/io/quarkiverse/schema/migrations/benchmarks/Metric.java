package io.quarkiverse.schema.migrations.benchmarks;

import java.util.Locale;

/** What is measured, in the order of the tables. */
enum Metric {
    STATEMENTS("Statements", 0),
    ROUND_TRIPS("Round trips", 0),
    CONNECTIONS("Connections", 0),
    CLASSES("Classes loaded", 0),
    WALL("Time until ready, ms", 0),
    PROCESSOR("Processor time, ms", 0),
    MEMORY("Peak memory, MB", 1),
    BUILD("Time of the build, ms", 0),
    SIZE("All jars of the application, kB", 0),
    STARTED("Starts that succeeded", 0),
    APPLIED("Rows of the history afterwards", 0),
    THROUGHPUT("Throughput, MB/s", 0),
    PIECE("Time of one, ms", 1);

    private final String title;
    private final int digits;

    Metric(String title, int digits) {
        this.title = title;
        this.digits = digits;
    }

    String title() {
        return title;
    }

    /** A value as tables show it. */
    String text(double value) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** A difference as tables show it, with its sign. */
    String difference(double value) {
        return String.format(Locale.ROOT, "%+,." + digits + "f", value);
    }
}
