package io.quarkiverse.schema.migrations.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/**
 * An application that can be started.
 *
 * @param variant what migrates its database
 * @param jar what to start
 * @param buildTime how long the build took, without resolving what it depends on
 * @param size of all its jars
 */
record BuiltApplication(Variant variant, Path jar, Duration buildTime, long size) {
}
