package io.quarkiverse.schema.migrations.internal.adopt;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DriverDataSource;

/** A process of its own that takes over a long history of switchy's, to be killed. Ends with 0 when it has. */
final class AdoptingProcess {

    static final int MIGRATIONS = 400;

    private AdoptingProcess() {
    }

    /**
     * @param arguments the database's URL, user and password; begins only when standard input ends
     */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("io.quarkiverse").setLevel(Level.WARNING);
        System.out.println("ready");
        System.in.readAllBytes();
        System.out.println("begun");
        migrations(new DriverDataSource(arguments[0], arguments[1], arguments[2], "")).adopt(Adoption.switchy());
    }

    static SchemaMigrations migrations(DataSource dataSource) {
        SchemaMigrationsBuilder builder = SchemaMigrationsBuilder.of(dataSource);
        for (int i = 1; i <= MIGRATIONS; i++) {
            builder.migration(Integer.toString(i), "SELECT " + i, "SELECT -" + i);
        }
        return builder.build();
    }
}
