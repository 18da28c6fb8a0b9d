package io.quarkiverse.schema.migrations.it.devmode;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

class FollowedSourcesOnPostgresqlTest {

    private static final Followed DATABASE = new Followed("followed_sources", 8181);
    private static final String UP = "db/migrations/2.up.sql";
    private static final String DOWN = "db/migrations/2.down.sql";

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(jar -> jar
            .addAsResource(new StringAsset(DATABASE.properties("")), "application.properties")
            .addAsResource(new StringAsset("create table kept (n int); insert into kept values (1);"), "db/migrations/1.up.sql")
            .addAsResource(new StringAsset("drop table kept;"), "db/migrations/1.down.sql"));

    @Test
    void follows_a_developer_from_edit_to_edit_and_from_branch_to_branch() {
        assertThat(DATABASE.columns()).isEqualTo("kept.n");
        DATABASE.query("insert into kept values (2)");

        editsTheNewest();
        switchesBranches();
        refusesWhatCannotBeRolledBack();
        dropsWhereThatIsAllowed();
    }

    private void editsTheNewest() {
        APPLICATION.addResourceFile(UP, "create table b (x int);");
        APPLICATION.addResourceFile(DOWN, "drop table b;");
        assertThat(DATABASE.columns()).isEqualTo("b.x kept.n");
        APPLICATION.modifyResourceFile(UP, sql -> "create table b (y int);");
        assertThat(DATABASE.columns()).isEqualTo("b.y kept.n");
        APPLICATION.modifyResourceFile(UP, sql -> "create table b (z int);");
        assertThat(DATABASE.columns()).isEqualTo("b.z kept.n");

        APPLICATION.modifyResourceFile(UP, sql -> "create table b (x int);\n\ncreate tabel c (x int);\n");
        assertThat(DATABASE.request()).contains("db/migrations/2.up.sql:3:8").contains("&gt; 3 | create tabel c (x int);")
                .contains("syntax error at or near &quot;tabel&quot;");
        assertThat(DATABASE.columns()).isEqualTo("kept.n");
        APPLICATION.modifyResourceFile(UP, sql -> "-- schema-migrations: transaction=none\ncreate table b (x int);\n");
        assertThat(DATABASE.columns()).isEqualTo("b.x kept.n");
        APPLICATION.modifyResourceFile(UP, sql -> "create table b (x int);");
        assertThat(DATABASE.columns()).isEqualTo("b.x kept.n");
    }

    private void switchesBranches() {
        APPLICATION.deleteResourceFile(UP);
        APPLICATION.deleteResourceFile(DOWN);
        APPLICATION.addResourceFile("db/migrations/1.5.up.sql", "create table other (x int);");
        APPLICATION.addResourceFile("db/migrations/1.5.down.sql", "drop table other;");
        assertThat(DATABASE.columns()).isEqualTo("kept.n other.x");
        APPLICATION.deleteResourceFile("db/migrations/1.5.up.sql");
        APPLICATION.deleteResourceFile("db/migrations/1.5.down.sql");
        APPLICATION.addResourceFile(UP, "create table b (x int);");
        APPLICATION.addResourceFile(DOWN, "drop table b;");
        assertThat(DATABASE.columns()).isEqualTo("b.x kept.n");
        assertThat(DATABASE.query("select count(*) from kept")).isEqualTo("2");
    }

    private void refusesWhatCannotBeRolledBack() {
        APPLICATION.addResourceFile("db/migrations/3.sql", "create table c (x int);");
        assertThat(DATABASE.columns()).isEqualTo("b.x c.x kept.n");

        APPLICATION.modifyResourceFile(UP, sql -> "create table b (y int);");
        assertThat(DATABASE.request()).contains("'3' cannot be rolled back: it has no down script")
                .contains("Restore the scripts").contains("quarkus.schema-migrations.clean-allowed=true");
        assertThat(DATABASE.columns()).isEqualTo("b.x c.x kept.n");

        APPLICATION.modifyResourceFile(UP, sql -> "create table b (x int);");
        assertThat(DATABASE.request()).doesNotContain("cannot be rolled back");
        assertThat(DATABASE.columns()).isEqualTo("b.x c.x kept.n");
        assertThat(DATABASE.query("select count(*) from kept")).isEqualTo("2");
    }

    private void dropsWhereThatIsAllowed() {
        APPLICATION.modifyResourceFile(UP, sql -> "create table b (y int);");
        APPLICATION.modifyResourceFile("application.properties",
                properties -> properties + "quarkus.schema-migrations.clean-allowed=true\n");
        assertThat(DATABASE.columns()).isEqualTo("b.y c.x kept.n");
        assertThat(DATABASE.query("select count(*) from kept")).isEqualTo("1");
        APPLICATION.modifyResourceFile("db/migrations/3.sql", sql -> "create table c (y int);");
        assertThat(DATABASE.columns()).isEqualTo("b.y c.y kept.n");
    }
}
