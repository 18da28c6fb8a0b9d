package io.quarkiverse.schema.migrations.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

class SchemaSquashTest {

    private static final int ALL = 300;
    private static final int BASELINE = 290;

    @TempDir
    Path folder;

    private MigrationsUnderTest shop(On database) {
        return database.the(MigrationsUnderTest.inFolder(folder));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The tool of the machine may be missing or too old. */
    private static Path squash(SchemaSquash squash, On database, String id, Path folder) {
        try {
            return toolsOfServer(database).map(squash::withTools).orElse(squash).write(id, folder);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("withTools(Path.of(…))");
            return abort(e.getMessage());
        }
    }

    private void writeShop(On database) throws IOException {
        write("1.sql", "CREATE TABLE shops (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL DEFAULT 'it''s; new');"
                + " CREATE TABLE orders (id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, total INTEGER,"
                + " CONSTRAINT orders_shop FOREIGN KEY (shop) REFERENCES shops (id) ON DELETE CASCADE, CHECK (total >= 0));"
                + " INSERT INTO shops (id, name) VALUES (0, 'none'), (1, 'Bücher; \\''' );"
                        .replace("\\''", database.name().contains("SQLITE") || database == On.POSTGRESQL ? "\\''" : "\\\\''")
                + " INSERT INTO orders VALUES (1, 1, 5)");
        write("2.sql", "CREATE UNIQUE INDEX shops_name ON shops (name);"
                + " CREATE VIEW totals AS SELECT shop, sum(total) AS total FROM orders GROUP BY shop");
        write("3.sql", switch (database) {
            case SQLITE, SQLITE_IN_MEMORY -> """
                    CREATE TRIGGER counted AFTER INSERT ON orders BEGIN UPDATE shops SET name = name || '!'; END;
                    CREATE VIRTUAL TABLE words USING fts5(word); INSERT INTO words VALUES ('tea');
                    CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT, size INTEGER AS (length(line))) STRICT;
                    PRAGMA user_version = 7;
                    """;
            case POSTGRESQL -> """
                    CREATE SCHEMA archive;
                    CREATE TYPE mood AS ENUM ('sad', 'glad');
                    CREATE TABLE archive.log (id bigserial PRIMARY KEY, shop INTEGER REFERENCES shops, how mood,
                        at timestamptz DEFAULT now(), size int GENERATED ALWAYS AS (1 + shop) STORED);
                    INSERT INTO archive.log (shop, how) VALUES (1, 'glad');
                    CREATE TABLE counts (id bigint GENERATED ALWAYS AS IDENTITY, n int) PARTITION BY RANGE (n);
                    CREATE TABLE counts_few PARTITION OF counts FOR VALUES FROM (0) TO (9);
                    CREATE FUNCTION count_shops() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM shops';
                    CREATE FUNCTION counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                      -- public.shops; SET row_security = off;
                      UPDATE public.shops SET name = name || '!'; RETURN NEW; END $$;
                    CREATE TRIGGER counted AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION counted();
                    CREATE SEQUENCE numbers START 5; SELECT nextval('numbers');
                    CREATE TABLE numbered (n bigint DEFAULT nextval('numbers'));
                    CREATE MATERIALIZED VIEW names AS SELECT name FROM shops;
                    GRANT SELECT ON shops TO PUBLIC;
                    COMMENT ON TABLE shops IS 'public.shops';
                    """;
            default -> """
                    CREATE TABLE log (id INTEGER AUTO_INCREMENT PRIMARY KEY, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, line TEXT,
                        size INTEGER GENERATED ALWAYS AS (length(line)) STORED, FULLTEXT INDEX (line)) COMMENT 'a; b';
                    INSERT INTO log (at, line) VALUES ('2026-01-01 12:00:00', 'x');
                    DELIMITER //
                    CREATE TRIGGER counted AFTER INSERT ON orders FOR EACH ROW BEGIN
                      UPDATE shops SET name = concat(name, '!'); INSERT INTO log (line) VALUES (';'); END//
                    CREATE PROCEDURE p (n INT) BEGIN SELECT n; SELECT count(*) FROM shops; END//
                    CREATE FUNCTION f () RETURNS INT DETERMINISTIC RETURN 1//
                    CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM log//
                    DELIMITER ;
                    """;
        });
        if (database == On.MARIADB) {
            write("3.sql", Files.readString(folder.resolve("3.sql")) + "CREATE SEQUENCE numbers START 5;"
                    + " CREATE TABLE numbered (n INT DEFAULT nextval(numbers)); INSERT INTO numbered VALUES (DEFAULT)");
        }
        write("4.sql", "CREATE TABLE later (id INTEGER)");
    }

    @ParameterizedTest
    @EnumSource(On.class)
    void the_script_leads_to_the_schema_and_rows_of_the_migrations(On database) throws IOException {
        writeShop(database);

        Path file = squash(SchemaSquash.of(shop(database)), database, "3", folder);

        assertThat(file).isEqualTo(folder.resolve("3.baseline.sql"));
        assertThat(file).content().startsWith("-- Everything that the migrations up to 3 lead to").contains("CREATE TABLE")
                .doesNotContain("schema_migrations_history", "later", "DEFINER", "OWNER", "\\restrict", "@OLD", "sandbox",
                        "statement_timeout", "public.orders");
        try (TestDatabases databases = shop(database).open()) {
            OtherWays ways = OtherWays.of(databases, FullCycle.OrderOfColumns.COMPARED);
            assertThat(ways.baseline()).hasValueSatisfying(id -> assertThat(id.value()).isEqualTo("3"));
            ways.checkBaseline();
            try (TestDatabase made = databases.empty(); TestDatabase migrated = databases.empty()) {
                assertThat(names(made.migrations().migrate())).containsExactly("3.baseline.sql", "4.sql");
                migrated.migrate();
                assertThat(made.query("SELECT * FROM shops ORDER BY id"))
                        .isEqualTo(migrated.query("SELECT * FROM shops ORDER BY id")).hasSize(2);
                assertThat(made.schema()).isEqualTo(migrated.schema());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(On.class)
    void a_second_script_replaces_the_first(On database) throws IOException {
        writeShop(database);
        squash(SchemaSquash.of(shop(database)), database, "3", folder);

        Path second = squash(SchemaSquash.of(shop(database)), database, "4", folder);
        String text = timeless(second);

        assertThat(timeless(squash(SchemaSquash.of(shop(database)), database, "4", folder))).isEqualTo(text);
        try (TestDatabases databases = shop(database).open()) {
            OtherWays.of(databases, FullCycle.OrderOfColumns.COMPARED).checkBaseline();
            try (TestDatabase made = databases.empty()) {
                assertThat(names(made.migrations().migrate())).containsExactly("4.baseline.sql");
            }
        }
    }

    /** An event of MySQL begins when it is made, and a default may be the time. */
    private static String timeless(Path script) throws IOException {
        return Files.readString(script).replaceAll("'[-0-9]{10} [^']*'", "''");
    }

    @ParameterizedTest
    @EnumSource(On.class)
    void of_300_migrations_a_baseline_at_290_replaces_290_on_new_databases_only(On database) throws IOException {
        for (int i = 1; i <= ALL; i++) {
            write(i + ".sql", i % 10 == 1 ? "CREATE TABLE t" + i + " (id INTEGER PRIMARY KEY, a INTEGER)"
                    : "ALTER TABLE t" + (i - (i - 1) % 10) + " ADD COLUMN c" + i + " VARCHAR(20) DEFAULT 'x'");
        }
        squash(SchemaSquash.of(shop(database)), database, "" + BASELINE, folder);

        try (TestDatabases databases = shop(database).open(); TestDatabase fresh = databases.empty()) {
            RunReport report = fresh.migrations().migrate();
            assertThat(names(report)).hasSize(1 + ALL - BASELINE).startsWith(BASELINE + ".baseline.sql", "291.sql");
            assertThat(fresh.migrations().status().idsIn(MigrationState.APPLIED)).hasSize(ALL);
            assertThat(fresh.migrations().migrate().done()).isEmpty();
            for (int before : List.of(150, BASELINE)) {
                try (TestDatabase older = databases.empty()) {
                    older.migrate(BreakPoint.after("" + before));
                    assertThat(names(older.migrations().migrate())).hasSize(ALL - before).startsWith((before + 1) + ".sql");
                    assertThat(older.schema().since(fresh.schema()).message()).isEmpty();
                }
            }
            SchemaDrift.of(fresh.dataSource()).againstMigrations(shop(database)).assertNone();
        }
    }

    private static List<String> names(RunReport report) {
        return report.done().stream().map(StepReport::location).map(place -> place.substring(place.lastIndexOf('/') + 1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({ "7_shops/up.sql, 7_shops/baseline.sql", "7_shops/up.sqlite.sql, 7_shops/baseline.sqlite.sql",
            "7_shops.up.sql, 7_shops.baseline.sql", "7_shops.sqlite.sql, 7_shops.baseline.sqlite.sql",
            "V7__shops.sql, B7__shops.sql", "7_shops.baseline.sql, 7_shops.baseline.sql" })
    void the_file_is_named_as_the_layout_has_it(String script, String baseline) throws IOException {
        write(script, "CREATE TABLE a (id INTEGER)");

        Path file = SchemaSquash.of(shop(On.SQLITE)).write(script.startsWith("V") ? "7" : "7_shops", folder);

        assertThat(folder.relativize(file)).hasToString(baseline);
        try (TestDatabases databases = shop(On.SQLITE).open(); TestDatabase made = databases.empty()) {
            assertThat(names(made.migrations().migrate())).containsExactly(file.getFileName().toString());
        }
    }

    @Test
    void a_migration_must_be_there_and_versioned() throws IOException {
        write("1.sql", "SELECT 1");
        write("R__views.sql", "SELECT 1");

        for (String id : List.of("2", "views")) {
            assertThatThrownBy(() -> SchemaSquash.of(shop(On.SQLITE)).script(id)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is no versioned migration '" + id + "'; there are [1]");
        }
    }

    private MigrationsUnderTest branches(On database) throws IOException {
        write("1.sql", "CREATE TABLE branches (region VARCHAR(40), note VARCHAR(40))");
        write("2.sql", "INSERT INTO branches VALUES ('${region}', '\\${left}')");
        write("3.sql", "CREATE VIEW of_zone AS SELECT '${zone}' AS zone, note FROM branches");
        write("4.sql", "INSERT INTO branches VALUES ('${dbPassword}', '${later}')");
        return shop(database).with(builder -> builder.placeholder("region", "north").placeholder("zone", "z7")
                .placeholder("dbPassword", "hunter2").placeholder("later", "x").placeholder("unused", "x"));
    }

    @ParameterizedTest
    @CsvSource({ "2, '${region}'", "3, '${region}, ${zone}'" })
    void values_of_placeholders_are_not_written_unless_the_caller_says_so(String id, String used) throws IOException {
        MigrationsUnderTest branches = branches(On.SQLITE);

        assertThat(SchemaSquash.of(branches).script("1")).contains("branches");
        assertThatThrownBy(() -> SchemaSquash.of(branches).write(id, folder)).isInstanceOf(IllegalStateException.class)
                .hasMessage("The migrations use placeholders, and a dump has their values: " + used
                        + "\nWrite the baseline script by hand, or, if it may have the values, call"
                        + " SchemaSquash.of(…).withPlaceholderValues()");
        assertThat(folder.resolve(id + ".baseline.sql")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(On.class)
    void a_script_with_values_of_placeholders_leads_to_the_rows_of_the_migrations(On database) throws IOException {
        MigrationsUnderTest branches = branches(database);

        Path file = squash(SchemaSquash.of(branches).withPlaceholderValues(), database, "3", folder);

        assertThat(file).content().contains("north", "z7", "\\${left}").doesNotContain("hunter2");
        try (TestDatabases databases = branches.open(); TestDatabase made = databases.empty()) {
            assertThat(names(made.migrations().migrate())).containsExactly("3.baseline.sql", "4.sql");
            assertThat(made.query("SELECT region, note FROM branches ORDER BY region"))
                    .contains(List.of("north", "${left}"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void the_value_of_a_secret_placeholder_is_never_written(boolean allowed) throws IOException {
        MigrationsUnderTest branches = branches(On.SQLITE);
        SchemaSquash squash = allowed ? SchemaSquash.of(branches).withPlaceholderValues() : SchemaSquash.of(branches);

        assertThatThrownBy(() -> squash.write("4", folder)).isInstanceOf(IllegalStateException.class)
                .hasMessage("The migrations use placeholders for secrets: ${dbPassword}. A dump would have their values, so no"
                        + " baseline script is made.\nWrite it by hand");
        assertThat(folder.resolve("4.baseline.sql")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({ "POSTGRESQL, pg_dump, PostgreSQL", "MARIADB, mariadb-dump or mysqldump, MariaDB" })
    void a_missing_tool_is_named_with_the_way_to_install_it(On database, String tool, String product) throws IOException {
        write("1.sql", "CREATE TABLE a (id INTEGER)");

        assertThatThrownBy(() -> SchemaSquash.of(shop(database)).withTools(folder).script("1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(tool + " is not installed in " + folder + ", and the baseline script is made with it.\n"
                        + "Install the client of " + product)
                .hasMessageEndingWith(", or name its directory: SchemaSquash.of(…).withTools(Path.of(…))");
    }

    @Test
    void a_tool_that_is_older_than_the_server_is_told() throws IOException {
        write("1.sql", "CREATE TABLE a (id INTEGER)");
        Path tools = tool("""
                [ "$1" = --version ] && { echo "pg_dump (PostgreSQL) 9.6"; exit; }
                echo "pg_dump: error: aborting because of server version mismatch" >&2; exit 1
                """);

        assertThatThrownBy(() -> SchemaSquash.of(shop(On.POSTGRESQL)).withTools(tools).script("1"))
                .isInstanceOf(IllegalStateException.class).hasMessageStartingWith("The server has version ")
                .hasMessageContaining(
                        "which this tool cannot dump: pg_dump (PostgreSQL) 9.6.\nInstall the client of that version");
    }

    /** What any version prints, whichever is installed. */
    @Test
    void session_settings_and_the_connections_schema_are_taken_out_of_what_pg_dump_says() throws IOException {
        write("1.sql", "CREATE TABLE a (id INTEGER)");
        Path tools = tool(
                """
                        cat <<'END'
                        -- PostgreSQL database dump
                        \\\\restrict kxUq
                        SET statement_timeout = 0;
                        SET transaction_timeout = 0;
                        SELECT pg_catalog.set_config('search_path', '', false);
                        SET check_function_bodies = false;
                        SET default_table_access_method = heap;
                        SET default_tablespace = fast;
                        COMMENT ON EXTENSION hstore IS 'by its owner alone';
                        CREATE TABLE public.a (id integer DEFAULT nextval('public.n'::regclass), t text DEFAULT 'public.a', u "public.b");
                        CREATE VIEW other.public AS SELECT public.a.id FROM public.a JOIN notpublic.a b USING (id);
                        SELECT pg_catalog.setval('public.n', 5, true);
                        \\\\unrestrict kxUq
                        END
                        """
                        .replace("\\\\", "\\"));

        assertThat(SchemaSquash.of(shop(On.POSTGRESQL)).withTools(tools).script("1"))
                .isEqualTo("""
                        -- Everything that the migrations up to 1 lead to, for new databases

                        SET default_tablespace = fast;

                        CREATE TABLE a (id integer DEFAULT nextval('n'::regclass), t text DEFAULT 'public.a', u "public.b");

                        CREATE VIEW other.public AS SELECT a.id FROM a JOIN notpublic.a b USING (id);

                        SELECT pg_catalog.setval('n', 5, true);
                        """);
    }

    private Path tool(String script) throws IOException {
        Path tools = Files.createDirectory(folder.resolve(".tools"));
        Path tool = Files.writeString(tools.resolve("pg_dump"), "#!/bin/sh\n" + script);
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        return tools;
    }

    /** Servers bring their own: the embedded MariaDB, and a MySQL of this machine. */
    private static Optional<Path> toolsOfServer(On database) {
        if (database != On.MYSQL && database != On.MARIADB) {
            return Optional.empty();
        }
        try (TestDatabases databases = database.the(MigrationsUnderTest.from(builder -> {
        })).open(); TestDatabase any = databases.empty()) {
            return Optional.of(Path.of(any.query("SELECT @@basedir").get(0).get(0), "bin")).filter(Files::isDirectory);
        }
    }
}
