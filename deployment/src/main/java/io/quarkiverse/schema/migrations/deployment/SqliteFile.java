package io.quarkiverse.schema.migrations.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.datasource.deployment.spi.DatasourceStartable;
import io.quarkus.datasource.deployment.spi.DevServicesDatasourceProvider.RunningDevServicesDatasource;

/** A database file in a folder of its own, from the start of a development session or of its tests to their end. */
final class SqliteFile implements DatasourceStartable {

    private final String name;
    private final String parameters;
    private Path folder;

    SqliteFile(String name, Map<String, String> urlProperties) {
        this.name = name.replaceAll("[^A-Za-z0-9._-]", "_");
        this.parameters = new TreeMap<>(urlProperties).entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining("&", urlProperties.isEmpty() ? "" : "?", ""));
    }

    @Override
    public void start() {
        try {
            folder = Files.createTempDirectory("quarkus-sqlite-");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the SQLite database '" + name + "'", e);
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
        return "jdbc:sqlite:" + folder.resolve(name + ".db") + parameters;
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
