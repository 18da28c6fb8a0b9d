package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DriverDataSource;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;

/**
 * A process of its own that migrates a database with the scripts of a directory, to be raced or killed. Ends with 0 when
 * the schema is current.
 */
public final class MigrateProcess {

    private MigrateProcess() {
    }

    /** What the process does. */
    public static void main(String[] arguments) {
        SchemaMigrations migrations = SchemaMigrationsBuilder
                .of(new DriverDataSource(arguments[0], arguments[1], arguments[2], ""))
                .directory(Path.of(arguments[3]), arguments[4])
                .application("process", null)
                .build();
        migrations.migrate();
    }

    /**
     * Starts it.
     *
     * @param kind which variants of the scripts to take
     * @param log where it writes what it has to say
     */
    public static Process start(ServerDatabase database, Path scripts, String kind, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-cp", System.getProperty("java.class.path"),
                MigrateProcess.class.getName()));
        command.addAll(List.of(database.url(), database.user(), database.password(), scripts.toString(), kind));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }
}
