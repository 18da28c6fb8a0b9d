package org.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Follows the pages for those who come from other tools, and from none, on a database that exists and on an empty one. */
class OtherToolsTest {

    private static final String USERS = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n";
    private static final String ORDERS = "CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users);\n";
    private static final String WRITE_AHEAD_LOG = "PRAGMA journal_mode = WAL;\n";

    @TempDir
    Path folder;

    private Path scripts;
    private SQLiteDataSource existing;
    private SQLiteDataSource empty;

    @BeforeEach
    void make_a_project_and_its_databases() throws IOException {
        scripts = Files.createDirectories(folder.resolve("src/main/resources/db/migrations"));
        existing = database("existing");
        empty = database("empty");
    }

    private SQLiteDataSource database(String name) {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve(name + ".db"));
        return database;
    }

    private void script(String name, String text) throws IOException {
        Path file = scripts.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private SchemaMigrationsBuilder builder(SQLiteDataSource database) {
        return SchemaMigrationsBuilder.of(database).directory(scripts, "sqlite");
    }

    private SchemaMigrations migrations(SQLiteDataSource database) {
        return builder(database).build();
    }

    private static List<String> ids(RunReport report) {
        return report.done().stream().map(step -> step.id().value()).toList();
    }

    private static void execute(SQLiteDataSource database, String... sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.executeUpdate(each);
            }
        }
    }

    private static List<String> query(SQLiteDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    /** The page's section about existing databases, then a start on each. */
    private void baselineAndStart(String newest, String... pending) throws SQLException {
        migrations(existing).baseline(MigrationId.of(newest));

        assertThat(ids(migrations(existing).migrate())).containsExactly(pending);
        assertThat(migrations(existing).validate().valid()).isTrue();
        assertThat(ids(migrations(empty).migrate())).endsWith(pending);
        String tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('users', 'orders', 'notes')";
        assertThat(query(existing, tables)).containsExactlyInAnyOrderElementsOf(query(empty, tables)).hasSizeBetween(2, 3);
    }

    @Test
    void pairs_of_golang_migrate_run_as_they_are_unless_the_two_names_of_a_number_differ() throws Exception {
        execute(existing, USERS, ORDERS, "CREATE TABLE schema_migrations (version uint64, dirty bool)",
                "INSERT INTO schema_migrations VALUES (2, 0)");
        script("000001_users.up.sql", USERS);
        script("000001_users.down.sql", "DROP TABLE users;\n");
        script("000002_orders.up.sql", ORDERS);
        script("000002_no_orders.down.sql", "DROP TABLE orders;\n");
        script("000003_notes.up.sql", "CREATE TABLE notes (id INTEGER PRIMARY KEY);\n");

        assertThatThrownBy(migrations(existing)::status).isInstanceOf(InvalidSourcesException.class)
                .hasMessageContaining("000002_no_orders.down.sql: is a down script without an up script");
        Files.move(scripts.resolve("000002_no_orders.down.sql"), scripts.resolve("000002_orders.down.sql"));

        baselineAndStart("000002_orders", "000003_notes");
        assertThat(query(existing, "SELECT version FROM schema_migrations")).containsExactly("2");
    }

    @Test
    void folders_of_diesel_run_as_they_are_with_their_metadata() throws Exception {
        execute(existing, USERS, "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL,"
                + " run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP)",
                "INSERT INTO __diesel_schema_migrations (version) VALUES ('20260110090000'), ('20260201090000')");
        script("2026-01-10-090000_users/up.sql", USERS);
        script("2026-01-10-090000_users/down.sql", "DROP TABLE users;\n");
        script("2026-02-01-090000_write_ahead_log/up.sql", WRITE_AHEAD_LOG);
        script("2026-02-01-090000_write_ahead_log/metadata.toml", "run_in_transaction = false\n");
        script("2026-03-01-090000_orders/up.sql", ORDERS);

        baselineAndStart("2026-02-01-090000_write_ahead_log", "2026-03-01-090000_orders");
        assertThat(query(empty, "PRAGMA journal_mode")).containsExactly("wal");
    }

    @Test
    void scripts_of_sqlx_run_with_the_directive_in_place_of_its_comment() throws Exception {
        execute(existing, USERS, "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL,"
                + " installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum BLOB NOT NULL,"
                + " execution_time BIGINT NOT NULL)",
                "INSERT INTO _sqlx_migrations VALUES (20260110090000, 'users', '2026-01-10', 1, x'00', 1)");
        script("20260110090000_users.up.sql", USERS);
        script("20260110090000_users.down.sql", "DROP TABLE users;\n");
        script("20260201090000_write_ahead_log.sql", "-- no-transaction\n" + WRITE_AHEAD_LOG);
        script("20260301090000_orders.sql", ORDERS);

        assertThatThrownBy(migrations(empty)::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessageContaining("20260201090000_write_ahead_log.sql:2:1: SQLite does not run this inside a transaction");
        script("20260201090000_write_ahead_log.sql", "-- schema-migrations: transaction=none\n" + WRITE_AHEAD_LOG);

        baselineAndStart("20260110090000_users", "20260201090000_write_ahead_log", "20260301090000_orders");
    }

    @Test
    void the_history_of_switchy_is_adopted_and_verified() throws Exception {
        execute(existing, USERS, "CREATE TABLE __switchy_migrations (id TEXT NOT NULL, run_on DATETIME NOT NULL,"
                + " finished_on DATETIME, status TEXT NOT NULL, failure_reason TEXT, up_checksum VARCHAR(64),"
                + " down_checksum VARCHAR(64))",
                "INSERT INTO __switchy_migrations VALUES ('2026-01-10-090000_users', '2026-01-10 09:00:00',"
                        + " '2026-01-10 09:00:01', 'completed', NULL, '" + digest("SHA-256", USERS) + "', '"
                        + digest("SHA-256", "DROP TABLE users;\n") + "')");
        script("2026-01-10-090000_users/up.sql", USERS);
        script("2026-01-10-090000_users/down.sql", "DROP TABLE users;\n");
        script("2026-03-01-090000_orders/up.sql", ORDERS);

        SchemaMigrations adopting = builder(existing).adopt(Adoption.switchy()).build();

        assertThat(ids(adopting.migrate())).containsExactly("2026-03-01-090000_orders");
        assertThat(adopting.validate().valid()).isTrue();
        assertThat(query(existing, "SELECT id FROM schema_migrations_history WHERE application = 'switchy'"))
                .containsExactly("2026-01-10-090000_users");
        assertThat(ids(migrations(existing).migrate())).as("with the property removed").isEmpty();
    }

    @Test
    void a_change_set_of_liquibase_is_the_migration_of_its_script_or_its_id() throws Exception {
        String formatted = "--liquibase formatted sql\n\n--changeset ann:1\n";
        execute(existing, USERS, ORDERS,
                "CREATE TABLE DATABASECHANGELOG (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL,"
                        + " FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TEXT NOT NULL, ORDEREXECUTED INT NOT NULL,"
                        + " EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255),"
                        + " TAG VARCHAR(255), LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255),"
                        + " DEPLOYMENT_ID VARCHAR(10))",
                changeSet("1", "db/001-users.sql", 1, "9:" + digest("MD5", "9:" + digest("MD5", USERS.replaceAll("\\s", ""))
                        + ":")),
                changeSet("create-orders", "db/changelog.yaml", 2, "9:00"));
        script("001-users.sql", formatted + USERS);
        script("create-orders.sql", ORDERS);
        script("notes.sql", "CREATE TABLE notes (id INTEGER PRIMARY KEY);\n");

        SchemaMigrations adopting = builder(existing).adopt(Adoption.liquibase()).build();

        assertThat(ids(adopting.migrate())).containsExactly("notes");
        assertThat(adopting.validate().valid()).isTrue();
        assertThat(ids(migrations(empty).migrate())).containsExactly("001-users", "create-orders", "notes");
    }

    private static String changeSet(String id, String file, int order, String checksum) {
        return "INSERT INTO DATABASECHANGELOG VALUES ('" + id + "', 'ann', '" + file + "', '2026-01-10 09:00:00', " + order
                + ", 'EXECUTED', '" + checksum + "', '', '', NULL, '4.33.0', NULL, NULL, '1')";
    }

    @Test
    void a_schema_that_no_tool_has_made_is_recorded_by_the_command_or_by_the_property() throws Exception {
        SQLiteDataSource other = database("other");
        for (SQLiteDataSource database : List.of(existing, other)) {
            execute(database, USERS, ORDERS, "INSERT INTO users VALUES (1, 'Ada')");
        }
        script("1_schema.sql",
                String.join("", query(existing, "SELECT sql || ';\n' FROM sqlite_schema WHERE sql IS NOT NULL")));
        script("2_notes.sql", "CREATE TABLE notes (id INTEGER PRIMARY KEY);\n");

        baselineAndStart("1_schema", "2_notes");

        SchemaMigrations configured = builder(other).baseline("1_schema").build();
        assertThat(ids(configured.migrate())).containsExactly("2_notes");
        assertThat(ids(configured.migrate())).isEmpty();
        assertThat(query(other, "SELECT name FROM users")).containsExactly("Ada");
        SQLiteDataSource fresh = database("fresh");
        assertThat(ids(builder(fresh).baseline("1_schema").build().migrate())).as("which has no tables")
                .containsExactly("1_schema", "2_notes");
    }

    private static String digest(String algorithm, String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
