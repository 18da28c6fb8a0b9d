package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;

/** One command on a SQLite file, as the user that the process belongs to. */
final class UserProcess {

    private UserProcess() {
    }

    /** @param arguments the database file, a command, and the ids of the migrations that the sources have */
    public static void main(String[] arguments) {
        Logger.getLogger("io.quarkiverse").setLevel(Level.OFF);
        var builder = new SqliteFile(Path.of(arguments[0]), "").migrations();
        for (int i = 2; i < arguments.length; i++) {
            builder.migration(arguments[i],
                    "-- schema-migrations: transaction=none\nCREATE TABLE t" + arguments[i] + " (id INT)");
        }
        SchemaMigrations migrations = builder.build();
        try {
            switch (arguments[1]) {
                case "migrate" -> System.out.println(migrations.migrate().done().size());
                case "status" -> migrations.status().migrations().forEach(one -> System.out.println(one.state()));
                case "validate" -> System.out.println(migrations.validate().discrepancies().size());
                case "plan" -> System.out.println(migrations.plan().steps().size());
                default -> throw new IllegalArgumentException(arguments[1]);
            }
        } catch (SchemaMigrationsException e) {
            System.out.println(e.getMessage());
        }
    }
}
