package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.quarkus.datasource.deployment.spi.DatasourceStartable;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceProvider.RunningDevServicesDatasource;

/** A database file in a folder of its own, from the start of a development session or of its tests to their end. */
final class SqliteFile implements DatasourceStartable {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    /** Without it SQLite takes foreign keys for comments, and tests would pass on what every other database refuses. */
    private static final String FOREIGN_KEYS = "foreign_keys";

    private final String name;
    private final SortedMap<String, String> parameters;
    private final boolean chosen;
    private Path folder;

    SqliteFile(String name, Map<String, String> urlProperties) {
        this.name = name.replaceAll("[^A-Za-z0-9._-]", "_");
        this.parameters = new TreeMap<>(urlProperties);
        this.chosen = parameters.putIfAbsent(FOREIGN_KEYS, "true") != null;
    }

    @Override
    public void start() {
        try {
            folder = Files.createTempDirectory("quarkus-sqlite-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the SQLite database '" + name + "'", e);
        }
        if (!chosen) {
            LOG.info("The SQLite database '" + name + "' of Dev Services enforces foreign keys; to turn that off, set"
                    + " devservices.properties." + FOREIGN_KEYS + "=false");
        }
    }

    @Override
    public void close() throws IOException {
        if (folder == null) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        folder = null;
    }

    @Override
    public String getEffectiveJdbcUrl() {
        return "jdbc:sqlite:" + folder.resolve(name + ".db") + parameters.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue()).collect(Collectors.joining("&", "?", ""));
    }

    @Override
    public RunningDevServicesDatasource runningDevServicesDatasource() {
        if (folder == null) {
            throw new IllegalStateException("the SQLite database '" + name + "' has not been started");
        }
        return new RunningDevServicesDatasource(getContainerId(), getEffectiveJdbcUrl(), getReactiveUrl(), getUsername(),
                getPassword());
    }

    @Override
    public String getConnectionInfo() {
        return getEffectiveJdbcUrl();
    }

    /** There is no container; Quarkus then says nothing of one. */
    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public String getReactiveUrl() {
        return null;
    }

    @Override
    public String getUsername() {
        return "";
    }

    @Override
    public String getPassword() {
        return "";
    }
}
