package org.acme;

import java.nio.file.Path;
import java.time.Duration;

import org.sqlite.SQLiteDataSource;

import com.zaxxer.hikari.HikariDataSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Migrates a database file with the scripts of a folder: {@code WithoutCdi library.db scripts}. */
public final class WithoutCdi {

    private WithoutCdi() {
    }

    public static void main(String[] args) {
        RunReport report = migrate(args[0], Path.of(args[1]));
        System.out.println("Migrations applied: " + report.done().size());
    }

    // tag::builder[]
    static RunReport migrate(String file, Path scripts) {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + file + "?foreign_keys=true");

        SchemaMigrations schemaMigrations = SchemaMigrationsBuilder.of(dataSource)
                .directory(scripts, "sqlite")
                .migration("9999-end", "CREATE TABLE last_one (id INTEGER PRIMARY KEY)", "DROP TABLE last_one")
                .lockTimeout(Duration.ofSeconds(10))
                .build();
        return schemaMigrations.migrate();
    }
    // end::builder[]

    // tag::pool[]
    static SchemaMigrations of(HikariDataSource pool, Path scripts) {
        return SchemaMigrationsBuilder.of(pool)
                .connectionRetirement(pool::evictConnection)
                .directory(scripts, "sqlite")
                .build();
    }
    // end::pool[]
}
