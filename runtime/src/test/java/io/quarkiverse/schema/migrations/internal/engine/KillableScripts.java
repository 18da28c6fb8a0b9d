package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.databases.TestDatabase;

/**
 * Migrations that tell whether something ran twice, or not at all: {@link Shops} on SQLite, 25 on a server.
 *
 * @param kind which database they are for
 * @param directory where they are
 */
record KillableScripts(DatabaseKind kind, Path directory) {

    private static final int ON_SERVER = 25;

    /** @param directory where those for a server are written */
    static KillableScripts in(Path directory, DatabaseKind kind) throws IOException {
        if (kind == DatabaseKind.SQLITE) {
            return new KillableScripts(kind, Shops.scripts());
        }
        Files.createDirectory(directory);
        Files.writeString(directory.resolve("000.sql"), "CREATE TABLE ran (id INT, part INT)");
        for (int i = 1; i < ON_SERVER; i++) {
            Files.writeString(directory.resolve("%03d.sql".formatted(i)),
                    kind == DatabaseKind.POSTGRESQL ? postgresql(i) : mysql(i));
        }
        return new KillableScripts(kind, directory);
    }

    private static String mysql(int i) {
        return """
                CREATE TABLE t%1$d (a INT);
                ALTER TABLE t%1$d ADD b INT;
                INSERT INTO ran VALUES (%1$d, 1);
                ALTER TABLE t%1$d ADD UNIQUE (a);
                DO SLEEP(0.01);
                LOCK TABLES ran WRITE;
                INSERT INTO ran VALUES (%1$d, 2);
                UNLOCK TABLES;
                START TRANSACTION;
                INSERT INTO ran VALUES (%1$d, 3);
                INSERT INTO ran VALUES (%1$d, 4);
                COMMIT;
                INSERT INTO ran VALUES (%1$d, 5);
                INSERT INTO ran VALUES (%1$d, 6);
                INSERT INTO ran VALUES (%1$d, 7);
                """.formatted(i);
    }

    private static String postgresql(int i) {
        return (i % 2 == 0 ? "" : "-- schema-migrations: transaction=none\n") + """
                CREATE TABLE t%1$d (a int);
                INSERT INTO ran VALUES (%1$d, 1);
                ALTER TABLE t%1$d ADD b int;
                SELECT pg_sleep(0.01);
                COPY ran FROM stdin;
                %1$d\t2
                \\.
                CREATE INDEX i%1$d ON t%1$d (a);
                INSERT INTO ran VALUES (%1$d, 3);
                """.formatted(i);
    }

    int count() {
        return kind == DatabaseKind.SQLITE ? Shops.MIGRATIONS : ON_SERVER;
    }

    /** On a server. */
    void assertThatAllRanOnce(TestDatabase database) {
        int rows = (ON_SERVER - 1) * (kind == DatabaseKind.POSTGRESQL ? 3 : 7);
        assertThat(database.query("SELECT concat(count(*), ' ', count(DISTINCT concat(id, ' ', part))) FROM ran"))
                .containsExactly(rows + " " + rows);
        assertThat(database.query("SELECT count(*) FROM schema_migrations_history WHERE state = 'applied'"))
                .containsExactly("" + ON_SERVER);
        assertThat(columns(database)).filteredOn(column -> column.matches("t\\d+ b .*")).hasSize(ON_SERVER - 1);
        assertThat(indexes(database)).filteredOn(index -> index.matches("t\\d+ .*")).hasSize(ON_SERVER - 1);
    }

    /** Schema and rows of everything but the history's times, in an order of their own. */
    List<String> contents(TestDatabase database) {
        if (database instanceof SqliteFile file) {
            return Shops.contents(file);
        }
        List<String> contents = new ArrayList<>(columns(database));
        contents.addAll(indexes(database));
        contents.addAll(database.query("SELECT concat(id, ' ', part) FROM ran ORDER BY id, part"));
        for (String column : List.of("id", "state", "up_checksum", "statements_done", "statements_total", "applied_order")) {
            contents.addAll(
                    database.query("SELECT " + column + " FROM schema_migrations_history ORDER BY applied_order"));
        }
        return contents;
    }

    private List<String> columns(TestDatabase database) {
        return database.query("SELECT concat(table_name, ' ', column_name, ' ', data_type) FROM information_schema.columns"
                + " WHERE table_schema = " + (kind == DatabaseKind.POSTGRESQL ? "current_schema()" : "database()")
                + " ORDER BY table_name, ordinal_position");
    }

    private List<String> indexes(TestDatabase database) {
        return database.query(kind == DatabaseKind.POSTGRESQL
                ? "SELECT concat(tablename, ' ', indexdef) FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1"
                : "SELECT concat(table_name, ' ', index_name, ' ', column_name, ' ', non_unique)"
                        + " FROM information_schema.statistics WHERE table_schema = database() ORDER BY 1");
    }
}
