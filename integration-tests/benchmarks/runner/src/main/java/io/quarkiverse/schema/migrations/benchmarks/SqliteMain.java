package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.benchmarks.application.ProcessCost;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;

/** A program that migrates a file of SQLite with an engine and no application around it. */
public final class SqliteMain {

    private SqliteMain() {
    }

    /**
     * @param args the engine, the file, the folder of the scripts
     */
    public static void main(String[] args) throws SQLException, IOException {
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + args[1]);
        switch (Variant.of(args[0])) {
            case SCHEMA_MIGRATIONS -> SchemaMigrationsBuilder.of(dataSource).directory(Path.of(args[2]), "sqlite").build()
                    .migrate();
            case FLYWAY -> Flyway.configure().dataSource(dataSource).locations("filesystem:" + args[2]).load().migrate();
            default -> {
                // only connects
            }
        }
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
        // the console is this program's user interface
        System.out.println(ProcessCost.readyLine());
    }
}
