package io.quarkiverse.schema.migrations.it.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** A developer's way through the three pages. */
class DevUiBrowserTest {

    private static final int PORT = freePort();
    private static final String BASE = "http://localhost:" + PORT + "/q/dev-ui/quarkus-schema-migrations/";

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar
                    .addAsResource(new StringAsset("""
                            quarkus.http.port=%d
                            quarkus.analytics.disabled=true
                            quarkus.datasource.db-kind=sqlite
                            quarkus.schema-migrations.migrate-at-start=false
                            quarkus.datasource.audit.db-kind=sqlite
                            quarkus.datasource.audit.active=false
                            quarkus.datasource.reports.db-kind=postgresql
                            quarkus.datasource.reports.devservices.enabled=false
                            quarkus.datasource.reports.jdbc.url=jdbc:postgresql://127.0.0.1:1/reports
                            quarkus.datasource.reports.jdbc.acquisition-timeout=2S
                            quarkus.datasource.reports.username=reports
                            quarkus.datasource.reports.password=moonshine
                            quarkus.schema-migrations.reports.migrate-at-start=false
                            """.formatted(PORT)), "application.properties")
                    .addAsResource(new StringAsset("""
                            CREATE TABLE users (
                                id    INTEGER PRIMARY KEY,
                                name  TEXT NOT NULL
                            );
                            CREATE UNIQUE INDEX users_name ON users (name);
                            """), "db/migrations/0001_users/up.sql")
                    .addAsResource(new StringAsset("DROP TABLE users;\n"), "db/migrations/0001_users/down.sql")
                    .addAsResource(new StringAsset("""
                            CREATE TABLE orders (
                                id        INTEGER PRIMARY KEY,
                                user_id   INTEGER NOT NULL REFERENCES users (id),
                                total     INTEGER NOT NULL,
                                placed_at TEXT NOT NULL
                            );
                            """), "db/migrations/0002_orders/up.sql")
                    .addAsResource(new StringAsset("DROP TABLE orders;\n"), "db/migrations/0002_orders/down.sql")
                    .addAsResource(new StringAsset("CREATE TABLE events (id INTEGER);"), "db/audit/migrations/1.sql")
                    .addAsResource(new StringAsset("CREATE TABLE report (id INTEGER);"), "db/reports/migrations/1.sql"));

    private static Browser browser;

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
    void a_developer_sees_previews_migrates_rolls_back_and_creates() throws Exception {
        seesTheStatesOfAllSets();
        previewsAndMigrates();
        seesTheExcerptOfAFailure();
        rollsBack();
        creates();
        resets();
    }

    private void seesTheStatesOfAllSets() throws IOException {
        browser.open("http://localhost:" + PORT + "/q/dev-ui/extensions");
        browser.see("when the application starts Migrations 2 Actions Create");
        browser.open(BASE + "migrations");
        browser.find(".row[data-id='0001_users'] .badge[data-state=pending]");
        browser.find(".row[data-id='0002_orders'] .badge[data-state=pending]");
        browser.see("datasource 'audit' is inactive");
        browser.see("reports");
        assertThat(browser.text()).doesNotContain("moonshine").contains("Connection to 127.0.0.1:1 refused");
        browser.click(".row[data-id='0001_users']");
        browser.see("CREATE UNIQUE INDEX users_name ON users (name)");
        browser.see("line 5");
        browser.type("#filter", "orders");
        browser.seeNo("0001_users");
        browser.open(BASE + "migrations");
    }

    private void previewsAndMigrates() throws IOException {
        browser.click(".row[data-id='0001_users']");
        browser.click("vaadin-button[data-action=migrate]");
        browser.find("#preview .step[data-id='0001_users']");
        browser.see("Migrate (1 step)");
        assertThat(browser.has("#preview .step[data-id='0002_orders']", "")).isFalse();
        browser.open(BASE + "actions");
        browser.see("Migrate (2 steps)");
        browser.click("#run");
        browser.see("2 migrations applied");
        browser.see("There is nothing to do.");
        browser.open(BASE + "migrations");
        browser.find(".row[data-id='0002_orders'] .badge[data-state=applied]");
    }

    private void seesTheExcerptOfAFailure() throws IOException {
        APPLICATION.addResourceFile("db/migrations/0003_prices.up.sql",
                "ALTER TABLE orders ADD COLUMN price INTEGER;\n\nUPDATE orders\nSET prise = total;\n");
        browser.find(".row[data-id='0003_prices'] .badge[data-state=pending]");
        browser.open(BASE + "actions");
        browser.see("Migrate (1 step)");
        browser.click("#run");
        browser.find("#report[data-successful=false]");
        browser.see("no such column: prise");
        browser.find(".excerpt", "UPDATE orders");
        APPLICATION.modifyResourceFile("db/migrations/0003_prices.up.sql", sql -> sql.replace("prise", "price"));
        APPLICATION.addResourceFile("db/migrations/0003_prices.down.sql", "ALTER TABLE orders DROP COLUMN price;\n");
        browser.see("SET price = total");
        browser.click("#run");
        browser.see("1 migration applied");
    }

    private void rollsBack() throws IOException {
        browser.open(BASE + "migrations");
        browser.click(".row[data-id='0002_orders']");
        browser.click("vaadin-button[data-action=rollback]");
        browser.see("Roll back (2 steps)");
        browser.see("DROP TABLE orders");
        browser.click("#run");
        browser.see("2 migrations rolled back");
        browser.open(BASE + "migrations");
        browser.find(".row[data-id='0002_orders'] .badge[data-state='rolled back']");
        browser.find(".row[data-id='0001_users'] .badge[data-state=applied]");
    }

    private void creates() throws IOException {
        browser.open(BASE + "create");
        browser.type("#name", "Add emails");
        browser.type("#up", "ALTER TABLE users ADD COLUMN email TEXT;");
        browser.type("#down", "ALTER TABLE users DROP COLUMN email;");
        browser.find("#proposal", "0004_add_emails");
        browser.click("#create");
        String created = browser.find("#created", "0004_add_emails").getText();
        assertThat(created).contains("src/main/resources/db/migrations/0004_add_emails.up.sql");
        Path up = Path.of(browser.find("#created .place", ".up.sql").getAttribute("title"));
        assertThat(Files.readString(up)).isEqualTo("ALTER TABLE users ADD COLUMN email TEXT;\n");
        assertThat(Files.readString(up.resolveSibling("0004_add_emails.down.sql")))
                .isEqualTo("ALTER TABLE users DROP COLUMN email;\n");
        browser.open(BASE + "migrations");
        browser.find(".row[data-id='0004_add_emails'] .badge[data-state=pending]");
    }

    private void resets() {
        browser.open(BASE + "actions");
        browser.click(".action[data-action=reset]");
        browser.see("Drops everything in the schema");
        browser.click("vaadin-checkbox");
        browser.click("#run");
        browser.see("4 migrations applied");
    }
}
