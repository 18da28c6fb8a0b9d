package io.quarkiverse.schema.migrations.it.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class FollowedSetsOnPostgresqlTest {

    private static final Followed DATABASE = new Followed("followed_sets", 8182);
    private static final Path DIRECTORY = directory();

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(jar -> jar
            .addClass(JavaTable.class)
            .addAsResource(new StringAsset(DATABASE.properties("""
                    quarkus.schema-migrations.audit.datasource=<default>
                    quarkus.schema-migrations.audit.directories=%s
                    quarkus.schema-migrations.tenants.datasource=<default>
                    quarkus.schema-migrations.tenants.schemas=north,south
                    """.formatted(DIRECTORY))), "application.properties")
            .addAsResource(new StringAsset("create table shop (x int);"), "db/migrations/1.sql")
            .addAsResource(new StringAsset("create table orders (x int);"), "db/tenants/migrations/1.up.sql")
            .addAsResource(new StringAsset("drop table orders;"), "db/tenants/migrations/1.down.sql"));

    private static Path directory() {
        DATABASE.query("create schema north; create schema south");
        try {
            Path directory = Files.createTempDirectory("followed");
            Files.writeString(directory.resolve("1.up.sql"), "create table log (x int);");
            Files.writeString(directory.resolve("1.down.sql"), "drop table log;");
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void allow(String property) {
        APPLICATION.modifyResourceFile("application.properties", properties -> properties + property + "\n");
    }

    @Test
    void follows_directories_java_migrations_and_tenants_set_by_set() throws IOException {
        String others = " north.orders.x shop.x south.orders.x";
        assertThat(DATABASE.columns()).isEqualTo("java.x log.x" + others);

        // a directory, twice
        Files.writeString(DIRECTORY.resolve("1.up.sql"), "create table log (y int);");
        assertThat(DATABASE.columns()).isEqualTo("java.x log.y" + others);
        Files.writeString(DIRECTORY.resolve("1.up.sql"), "create table log (z int);");
        assertThat(DATABASE.columns()).isEqualTo("java.x log.z" + others);

        // a migration in Java: its checksum says that it was edited
        APPLICATION.modifySourceFile(JavaTable.class, source -> source.replace("table java (x", "table java (y")
                .replace("checksum = \"1\"", "checksum = \"2\""));
        assertThat(DATABASE.columns()).isEqualTo("java.y log.z" + others);

        editsTenants("java.y log.z");
        dropsForOneSetWhatOthersMadeToo();
    }

    private void editsTenants(String before) {
        APPLICATION.modifyResourceFile("db/tenants/migrations/1.up.sql", sql -> "create table orders (y int);");
        assertThat(DATABASE.columns()).isEqualTo(before + " north.orders.y shop.x south.orders.y");

        // only one schema has to be dropped
        DATABASE.query("drop table north.orders; create table north.more (x int); create table south.more (x int)");
        APPLICATION.modifyResourceFile("db/tenants/migrations/1.up.sql", sql -> "create table orders (z int);");
        assertThat(DATABASE.request()).contains("Set 'tenants': failed in 1 of 2 schemas, the others are done:")
                .contains("  - 'north': Rolling back '1' failed at history:1")
                .contains("quarkus.schema-migrations.&quot;tenants&quot;.clean-allowed=true");
        // for each set of the database: to drop what one has made may drop what another one has
        allow("quarkus.schema-migrations.tenants.clean-allowed=true\nquarkus.schema-migrations.audit.clean-allowed=true\n"
                + "quarkus.schema-migrations.clean-allowed=true");
        assertThat(DATABASE.columns()).isEqualTo(before + " north.orders.z shop.x south.more.x south.orders.z");
    }

    private void dropsForOneSetWhatOthersMadeToo() {
        // refuse, then reset
        String refused = DATABASE.columns();
        allow("quarkus.schema-migrations.dev.on-change=refuse\nquarkus.schema-migrations.clean-allowed=true");
        APPLICATION.modifyResourceFile("db/migrations/1.sql", sql -> "create table shop (y int);");
        assertThat(DATABASE.request()).contains("db/migrations/1.sql").contains("repair()");
        assertThat(DATABASE.columns()).isEqualTo(refused);

        DATABASE.query("create table public.junk (x int)");
        allow("quarkus.schema-migrations.dev.on-change=reset");
        assertThat(DATABASE.columns()).isEqualTo("java.y log.z north.orders.z shop.y south.more.x south.orders.z");
    }
}
