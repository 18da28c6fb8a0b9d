package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.DriverDataSource;
import io.quarkiverse.schema.migrations.databases.JavaProcess;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.servers.Database;

/**
 * An application without CDI that migrates a database with the scripts of a directory, to be raced or killed. Prints the id of
 * each migration that it begins, and ends with 0 when the schema is current.
 */
final class MigratingProcess {

    private MigratingProcess() {
    }

    static JavaProcess start(TestDatabase database, Path scripts, DatabaseKind kind) throws IOException {
        Database address = database.address();
        return JavaProcess.start(MigratingProcess.class, address.url(), address.user(), address.password(),
                scripts.toString(), kind.key());
    }

    /** Starts one that prints {@code ready}, and begins when it is told to go on. */
    static JavaProcess startWaiting(TestDatabase database, Path scripts, DatabaseKind kind) throws IOException {
        Database address = database.address();
        return JavaProcess.start(MigratingProcess.class, address.url(), address.user(), address.password(),
                scripts.toString(), kind.key(), "wait");
    }

    /**
     * @param arguments the database's URL, user and password, the directory, the variant of its scripts, and {@code wait} to
     *        begin only when standard input ends
     */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("io.quarkiverse").setLevel(Level.WARNING);
        if (arguments.length > 5) {
            System.out.println("ready");
            System.in.readAllBytes();
        }
        SchemaMigrationsBuilder.of(new DriverDataSource(arguments[0], arguments[1], arguments[2], ""))
                .application("tests", "1").directory(Path.of(arguments[3]), arguments[4])
                .listener(new MigrationListener() {
                    @Override
                    public void beforeStep(String set, MigrationId id, Direction direction) {
                        System.out.println(id);
                    }
                }).build().migrate();
    }
}
