package io.quarkiverse.schema.migrations.it.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.it.devmode.JavaTable;
import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.quarkus.test.QuarkusDevModeTest;

/** A developer measures migrations on the page "What it does to a live database", on PostgreSQL, MariaDB and SQLite. */
class SafetyPageTest {

    private static final int PORT = DevUiBrowserTest.freePort();
    private static final String PAGE = "http://localhost:" + PORT
            + "/q/dev-ui/quarkus-schema-migrations/what-it-does-to-a-live-database";
    private static final Database DATABASE = Server.POSTGRESQL.empty("safety_page");

    private static final Database MARIADB = Server.MARIADB.empty("safety_page");

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addClass(JavaTable.class)
                    .addAsResource(
                            new StringAsset("""
                                    quarkus.http.port=%d
                                    quarkus.analytics.disabled=true
                                    quarkus.datasource.db-kind=postgresql
                                    quarkus.datasource.jdbc.url=%s
                                    quarkus.datasource.username=%s
                                    quarkus.datasource.password=%s
                                    quarkus.datasource.lite.db-kind=sqlite
                                    quarkus.datasource.maria.db-kind=mariadb
                                    quarkus.datasource.maria.jdbc.url=%s
                                    quarkus.datasource.maria.username=%s
                                    quarkus.datasource.maria.password=%s
                                    quarkus.schema-migrations.migrate-at-start=false
                                    quarkus.schema-migrations.placeholders.index=moonshine
                                    quarkus.schema-migrations.audit.datasource=<default>
                                    quarkus.schema-migrations.audit.migrate-at-start=false
                                    quarkus.schema-migrations.tenants.datasource=<default>
                                    quarkus.schema-migrations.tenants.schemas=north,south
                                    quarkus.schema-migrations.tenants.migrate-at-start=false
                                    """.formatted(PORT, DATABASE.url(), DATABASE.user(), DATABASE.password(), MARIADB.url(),
                                    MARIADB.user(),
                                    MARIADB.password())),
                            "application.properties")
                    .addAsResource(new StringAsset("CREATE TABLE book (id bigint PRIMARY KEY, title text, price int);\n"),
                            "db/migrations/0001_books/up.sql")
                    .addAsResource(new StringAsset("""
                            CREATE INDEX ${index} ON book (title);

                            ALTER TABLE book ALTER COLUMN price TYPE bigint;
                            """), "db/migrations/0002_prices/up.sql")
                    .addAsResource(new StringAsset("""
                            -- schema-migrations: deploy=post
                            -- schema-migrations: database-lock-timeout=2s
                            ALTER TABLE book DROP COLUMN title;
                            """), "db/migrations/0003_titles/up.sql")
                    .addAsResource(
                            new StringAsset("CREATE TABLE visit (id bigint PRIMARY KEY, book bigint REFERENCES book);\n"),
                            "db/tenants/migrations/1.up.sql")
                    .addAsResource(new StringAsset("ALTER TABLE visit ADD COLUMN seen int NOT NULL DEFAULT 0;\n"),
                            "db/tenants/migrations/2.up.sql")
                    .addAsResource(new StringAsset("CREATE TABLE item (id bigint PRIMARY KEY, name varchar(50));\n"),
                            "db/maria/migrations/1.sql")
                    .addAsResource(new StringAsset("ALTER TABLE item MODIFY name varchar(50) CHARACTER SET latin1;\n"),
                            "db/maria/migrations/2.sql")
                    .addAsResource(new StringAsset("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT);\n"),
                            "db/lite/migrations/1.sql")
                    .addAsResource(new StringAsset("ALTER TABLE note DROP COLUMN text;\n"), "db/lite/migrations/2.sql"));

    private static Browser browser;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void a_developer_measures_edits_and_measures_again() throws Exception {
        measuresAllPendingMigrations();
        measuresAnEditedMigrationAgain();
        measuresOneOfSeveralSchemas();
        allowsMigrationsInJava();
        measuresOnMariadb();
        measuresOnSqlite();
        seesWhereAMigrationFails();
        stopsWhatTakesTooLong();
        assertThat(query("SELECT count(*) FROM pg_class WHERE relname IN ('book', 'visit', 'java')")).isEqualTo("0");
        assertThat(query("SELECT count(*) FROM pg_database WHERE datname LIKE 'schema_migrations_scratch_%'")).isEqualTo("0");
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void choose(String select, String value) {
        browser.script("arguments[0].value = arguments[1]", browser.find(select), value);
    }

    private void measuresAllPendingMigrations() {
        browser.open(PAGE);
        browser.see("The development database is not touched.");
        browser.find("#plan [data-id='0003_titles'] .badge[data-state=pending]");
        choose("#rows", "10000");
        browser.click("#run");
        browser.find("#report[data-successful=true][data-safe=false]");
        browser.see("3 migrations measured with 10,000 rows in each table: 1 is not safe while the application is running");
        browser.find(".measured[data-id='0001_books'][data-safe=true]", "Nothing that existed before is locked");
        browser.find(".measured[data-id='0002_prices'] .finding[data-hazard=rewrite]", "book: rewrites the table");
        browser.find(".measured[data-id='0002_prices'] .finding[data-hazard=lock-timeout]", "every other request");
        browser.find(".measured[data-id='0002_prices'] tr[data-table=book]", "ACCESS EXCLUSIVE");
        browser.find(".measured[data-id='0002_prices'] tr[data-table=book]", "10,000 rows");
        assertThat(browser.find(".measured[data-id='0002_prices'] .statement[data-line='3']").getText())
                .contains("takes ACCESS EXCLUSIVE (reads and writes wait").contains("rewritten");
        String index = browser.find(".measured[data-id='0002_prices'] .statement[data-line='1']").getText();
        assertThat(index).contains("CREATE INDEX ${index}").contains("takes SHARE (writes wait").doesNotContain("rewritten");
        browser.find(".measured[data-id='0002_prices']", "cannot be rolled back");
        // the older release has ended before it runs
        browser.find(".measured[data-id='0003_titles'][data-safe=true] tr[data-table=book]", "column gone title");
    }

    private void measuresAnEditedMigrationAgain() throws IOException {
        APPLICATION.modifyResourceFile("db/migrations/0002_prices/up.sql",
                sql -> "-- schema-migrations: database-lock-timeout=2s\n-- schema-migrations: accept=rewrite(book)\n"
                        + sql.replaceAll("CREATE INDEX.*\n\n", ""));
        browser.see("Scripts or database have changed since");
        choose("#from", "0002_prices");
        browser.see("Measure (2 migrations)");
        browser.click("#run");
        browser.find("#report[data-safe=true]");
        browser.find(".measured[data-id='0002_prices'] .finding.accepted[data-hazard=rewrite]", "the script says so");
        assertThat(browser.has(".measured[data-id='0001_books']", "")).isFalse();
    }

    private void measuresOneOfSeveralSchemas() {
        choose("#set", "tenants");
        browser.see("one of them is measured: 'north'");
        browser.see("with those of the default set");
        choose("#schema", "south");
        browser.see("one of them is measured: 'south'");
        browser.click("#java");
        browser.click("#run");
        browser.find(".measured[data-id='2'] tr[data-table='south.visit']", "column added");
        browser.find(".measured[data-id='1'] tr[data-table='book']", "SHARE ROW EXCLUSIVE");
    }

    private void allowsMigrationsInJava() {
        choose("#set", "audit");
        browser.see("Run '2', which is in Java");
        assertThat(browser.find("#run").getAttribute("disabled")).isNotNull();
        browser.click("#java");
        browser.click("#run");
        browser.find("#report[data-successful=true][data-safe=true]");
        browser.see("This migration is a class in Java.");
    }

    private void measuresOnMariadb() {
        choose("#set", "maria");
        browser.see("have the privilege PROCESS");
        choose("#rows", "1000");
        browser.click("#run");
        browser.find(".measured[data-id='2'] .finding[data-hazard=rewrite]", "the server copied all 1000 rows");
        browser.find(".measured[data-id='2'] tr[data-table=item]", "longest wait of another connection");
        browser.find(".measured[data-id='2'] tr[data-table=item]", "EXCLUSIVE");
    }

    private void measuresOnSqlite() {
        choose("#set", "lite");
        browser.see("SQLite has one lock for the whole database");
        choose("#rows", "1000");
        browser.click("#run");
        browser.find(".measured[data-id='2'] .finding[data-hazard=incompatible]", "column gone text");
        browser.find(".measured[data-id='2'] tr[data-table='the whole database']", "writes");
    }

    private void seesWhereAMigrationFails() throws IOException {
        choose("#set", "<default>");
        APPLICATION.addResourceFile("db/migrations/0004_wrong.up.sql",
                "ALTER TABLE book ADD COLUMN pages int;\nUPDATE book SET page = 1;\n");
        browser.find("#plan [data-id='0004_wrong']");
        browser.click("#run");
        browser.find("#report[data-successful=false]");
        browser.see("column \"page\" of relation \"book\" does not exist");
        browser.find(".excerpt", "UPDATE book SET page = 1;");
        browser.find(".measured[data-id='0003_titles']");
    }

    private void stopsWhatTakesTooLong() {
        APPLICATION.modifyResourceFile("db/migrations/0004_wrong.up.sql", sql -> "SELECT pg_sleep(600);\n");
        browser.see("Scripts or database have changed since");
        choose("#from", "0004_wrong");
        browser.see("Measure (1 migration)");
        browser.click("#run");
        browser.find("#progress", "measuring 0004_wrong, 1 of 1");
        browser.click("#stop");
        browser.see("The measurement was stopped. The scratch database was dropped.");
        browser.find("#report li", "0004_wrong not measured");
    }
}
