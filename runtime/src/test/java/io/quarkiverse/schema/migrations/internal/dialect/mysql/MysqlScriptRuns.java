package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;

/** A database without transactional DDL, a migration in it, and how far that has come. */
abstract class MysqlScriptRuns {

    static final String FAILS = "INSERT INTO nowhere VALUES (1)";

    @Parameter
    DatabaseKind kind;

    ServerDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.onServer();
    }

    SchemaMigrations script(String text) {
        return database.migrations().migration("1", text).build();
    }

    List<String> progress() {
        return database.query("SELECT CONCAT(state, ' ', statements_done, '/', statements_total, ' ',"
                + " IF(statements_started IS NULL, 'not begun', 'begun')) FROM schema_migrations_history");
    }

    /** Asks until there is an answer. */
    String await(String query) throws InterruptedException {
        List<String> found = List.of();
        for (int i = 0; i < 400 && found.isEmpty(); i++) {
            Thread.sleep(25);
            found = database.query(query);
        }
        return found.get(0);
    }
}
