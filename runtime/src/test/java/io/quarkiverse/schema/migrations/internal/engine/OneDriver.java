package io.quarkiverse.schema.migrations.internal.engine;

import java.sql.Driver;
import java.util.List;
import java.util.ServiceLoader;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DriverDataSource;

/** A program that migrates without CDI. {@link OneDriverTest} runs it by a class loader of its own. */
public final class OneDriver {

    private OneDriver() {
    }

    /** Applies two migrations in two runs, and returns how many steps that took. */
    public static int migrate(String url, String user, String password) {
        // the driver manager looks for drivers once in a virtual machine, and that was by another class loader
        ServiceLoader.load(Driver.class, OneDriver.class.getClassLoader()).forEach(Driver::getMajorVersion);
        SchemaMigrations migrations = SchemaMigrationsBuilder.of(new DriverDataSource(url, user, password, ""))
                .migration("1", "CREATE TABLE alone (id INT);\nINSERT INTO alone VALUES (1);")
                .migration("2", "-- schema-migrations: transaction=none\nCREATE TABLE alone_too (id INT);").build();
        List<?> done = migrations.migrate().done();
        return done.size() + migrations.migrate().done().size();
    }
}
