package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;

/** An application without CDI that migrates a SQLite file with the scripts of a directory, and ends. */
final class MigratingProcess {

    private MigratingProcess() {
    }

    /**
     * @param arguments the database file, the directory, and {@code wait} to begin only when standard input ends
     */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("io.quarkiverse").setLevel(Level.WARNING);
        if (arguments.length > 2) {
            System.out.println("ready");
            System.in.readAllBytes();
        }
        new SqliteFile(Path.of(arguments[0]), "").migrations().application("tests", "1")
                .directory(Path.of(arguments[1]), "sqlite").listener(new MigrationListener() {
                    @Override
                    public void beforeStep(String set, MigrationId id, Direction direction) {
                        System.out.println(id);
                    }
                }).build().migrate();
    }
}
