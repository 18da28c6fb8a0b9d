package io.quarkiverse.schema.migrations.it.devui;

import java.io.IOException;
import java.nio.file.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.Server;
import io.quarkus.test.QuarkusDevModeTest;

/**
 * Makes the pictures of the manual: {@code mvn test -Dtest=DevUiScreenshots -Dscreenshots=<directory>}. Not a test, so no build
 * runs it by itself.
 */
class DevUiScreenshots {

    private static final int PORT = DevUiBrowserTest.freePort();
    private static final String BASE = "http://localhost:" + PORT + "/q/dev-ui/quarkus-schema-migrations/";
    private static final Database DATABASE = Server.POSTGRESQL.empty("garden_shop");
    private static final Path DIRECTORY = Path.of(System.getProperty("screenshots", "target/screenshots"));

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> {
                jar.addAsResource(new StringAsset("""
                        quarkus.http.port=%d
                        quarkus.analytics.disabled=true
                        quarkus.application.name=garden-shop
                        quarkus.application.version=1.4
                        quarkus.datasource.db-kind=postgresql
                        quarkus.datasource.jdbc.url=%s
                        quarkus.datasource.username=%s
                        quarkus.datasource.password=%s
                        quarkus.schema-migrations.migrate-at-start=false
                        quarkus.schema-migrations.modified=warn
                        quarkus.datasource.audit.db-kind=sqlite
                        quarkus.datasource.audit.active=false
                        """.formatted(PORT, DATABASE.url(), DATABASE.user(), DATABASE.password())), "application.properties");
                script(jar, "2026-01-12-0900_catalogue", """
                        -- schema-migrations: statement-timeout=1m
                        CREATE TABLE product (
                            id    INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                            name  TEXT NOT NULL UNIQUE,
                            price INTEGER NOT NULL CHECK (price >= 0)
                        );

                        CREATE INDEX product_price ON product (price);

                        INSERT INTO product (name, price) VALUES ('Trowel', 1290), ('Watering can', 2450);
                        """, "DROP TABLE product;\n");
                script(jar, "2026-02-03-1400_customers", """
                        CREATE TABLE customer (
                            id    INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                            email TEXT NOT NULL UNIQUE
                        );
                        """, "DROP TABLE customer;\n");
                script(jar, "2026-03-18-1030_orders", """
                        CREATE TABLE purchase (
                            id          INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                            customer_id INTEGER NOT NULL REFERENCES customer (id),
                            placed_at   TIMESTAMP NOT NULL
                        );
                        """, "DROP TABLE purchase;\n");
                script(jar, "2026-04-02-1115_loyalty_points", """
                        ALTER TABLE customer ADD COLUMN points INTEGER NOT NULL DEFAULT 0;

                        UPDATE customer
                        SET points = 10 * (SELECT count(*) FROM purchase WHERE purchase.customer_id = customer.id);
                        """, "ALTER TABLE customer DROP COLUMN points;\n");
                jar.addAsResource(new StringAsset("CREATE TABLE event (id INTEGER);"), "db/audit/migrations/1.sql");
            });

    private static void script(org.jboss.shrinkwrap.api.spec.JavaArchive jar, String id, String up, String down) {
        jar.addAsResource(new StringAsset(up), "db/migrations/" + id + "/up.sql");
        jar.addAsResource(new StringAsset(down), "db/migrations/" + id + "/down.sql");
    }

    @Test
    void take() throws Exception {
        try (Browser browser = Browser.start()) {
            browser.open(BASE + "actions");
            browser.script("localStorage.setItem('qwc-theme-switch-theme-preference', '1')");
            browser.script("localStorage.setItem('qwc-menu-state', 'small')");
            browser.script("sessionStorage.setItem('schema-migrations-action', JSON.stringify({ action: 'migrate',"
                    + " set: '<default>', schema: '', target: 'id:2026-03-18-1030_orders' }))");
            browser.open(BASE + "actions");
            browser.see("Migrate (3 steps)");
            browser.click("#run");
            browser.see("3 migrations applied");
            APPLICATION.modifyResourceFile("db/migrations/2026-02-03-1400_customers/down.sql",
                    sql -> "DROP TABLE IF EXISTS customer;\n");
            APPLICATION.modifyResourceFile("db/migrations/2026-02-03-1400_customers/up.sql",
                    sql -> sql.replace("NOT NULL UNIQUE", "NOT NULL"));
            browser.open(BASE + "migrations");
            browser.find(".row .badge[data-state=modified]");
            for (String theme : new String[] { "light", "dark" }) {
                browser.script("localStorage.setItem('qwc-theme-switch-theme-preference', arguments[0])",
                        theme.equals("light") ? "1" : "2");
                pages(browser, theme, "");
                browser.size(420, 900);
                pages(browser, theme, "-narrow");
                browser.size(1280, 900);
            }
            failure(browser);
        }
    }

    private static void pages(Browser browser, String theme, String width) throws Exception {
        browser.open("http://localhost:" + PORT + "/q/dev-ui/extensions");
        browser.see("Migrations 1 Actions");
        shot(browser, "card-" + theme + width);
        browser.open(BASE + "migrations");
        browser.click(".row[data-id='2026-01-12-0900_catalogue']");
        browser.see("CREATE INDEX product_price");
        shot(browser, "migrations-" + theme + width);
        browser.click(".row[data-id='2026-02-03-1400_customers']");
        browser.click(".tab[data-tab=difference]");
        shot(browser, "modified-" + theme + width);
        browser.open(BASE + "actions");
        browser.see("Migrate (1 step)");
        shot(browser, "actions-" + theme + width);
        browser.open(BASE + "what-it-does-to-a-live-database");
        browser.see("Measure (1 migration)");
        browser.script("arguments[0].value = '1000'", browser.find("#rows"));
        browser.click("#run");
        browser.find("#report[data-successful=true]");
        shot(browser, "safety-" + theme + width);
        browser.script("arguments[0].scrollIntoView({block: 'end'})", browser.find(".statement[data-line='3']"));
        shot(browser, "statements-" + theme + width);
        browser.open(BASE + "create");
        browser.type("#name", "wish lists");
        browser.type("#up", "CREATE TABLE wish (\n    customer_id INTEGER NOT NULL REFERENCES customer (id),\n"
                + "    product_id  INTEGER NOT NULL REFERENCES product (id)\n);");
        browser.type("#down", "DROP TABLE wish;");
        browser.find("#proposal", "wish_lists");
        shot(browser, "create-" + theme + width);
    }

    private static void failure(Browser browser) throws Exception {
        APPLICATION.modifyResourceFile("db/migrations/2026-04-02-1115_loyalty_points/up.sql",
                sql -> sql.replace("purchase.customer_id", "purchase.customer"));
        browser.open(BASE + "actions");
        browser.see("purchase.customer = customer.id");
        browser.click("#run");
        browser.find("#report .excerpt");
        shot(browser, "failure-dark");
    }

    private static void shot(Browser browser, String name) throws IOException, InterruptedException {
        Thread.sleep(700); // transitions
        // the Dev UI itself complains that it cannot reach its registry of extensions
        browser.script("document.querySelectorAll('vaadin-notification-container').forEach(e => e.remove())");
        browser.screenshot(DIRECTORY.resolve("dev-ui-" + name + ".png"));
    }
}
