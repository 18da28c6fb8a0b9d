package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ContinuousTestingTestUtils;
import io.quarkus.test.ContinuousTestingTestUtils.TestStatus;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

class ContinuousTestingOfOtherSourcesTest {

    private static final Path DIRECTORY = TestApplication.directory("1/up.sql", "create table first (id int);");

    private static final Path LOCK = TestApplication.freshFolder().resolve("migrations.lock");

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .setArchiveProducer(() -> ShrinkWrap.create(JavaArchive.class)
                    .addClasses(TestApplication.class, DevelopmentModeTest.class, DevelopmentModeTest.Tables.class,
                            FifthTable.class)
                    .addAsResource(new StringAsset(ContinuousTestingTestUtils.appProperties(
                            "quarkus.schema-migrations.directories=" + DIRECTORY,
                            "quarkus.schema-migrations.lock-file=" + LOCK)), "application.properties"))
            .setTestArchiveProducer(() -> ShrinkWrap.create(JavaArchive.class).addClass(TablesET.class));

    private static String tables() {
        return RestAssured.get("/tables").asString();
    }

    @Test
    void runs_tests_again_after_a_change_in_a_directory_or_lock_file_or_in_a_migration_in_java() throws IOException {
        ContinuousTestingTestUtils utils = new ContinuousTestingTestUtils();
        assertThat(tables()).isEqualTo("first");
        long run = utils.waitForNextCompletion().getLastRun();

        // the next request writes it, which is no reason to test again
        Files.delete(LOCK);
        assertThat(utils.waitForNextCompletion().getLastRun()).isEqualTo(run + 1);
        assertThat(tables()).isEqualTo("first");
        assertThat(Files.readString(LOCK)).contains("5\t");

        Path script = Files.createDirectories(DIRECTORY.resolve("2")).resolve("up.sql");
        Files.writeString(script, "create table second (id int);");
        TestStatus added = utils.waitForNextCompletion();
        assertThat(added.getTestsFailed()).isEqualTo(1);
        assertThat(added.getLastRun()).isEqualTo(run + 2);
        assertThat(tables()).isEqualTo("first second");

        Files.writeString(script, "create table unknown (id int);");
        assertThat(utils.waitForNextCompletion().getTestsPassed()).isEqualTo(1);
        assertThat(tables()).isEqualTo("first");

        APPLICATION.modifySourceFile(FifthTable.class,
                source -> source.replace("Id(\"5\")", "Id(\"6\")").replace("table fifth", "table third"));
        assertThat(utils.waitForNextCompletion().getTestsFailed()).isEqualTo(1);
        assertThat(tables()).isEqualTo("first third");

        APPLICATION.modifySourceFile(FifthTable.class,
                source -> source.replace("Id(\"6\")", "Id(\"7\")").replace("table third", "table fifth"));
        assertThat(utils.waitForNextCompletion().getTestsPassed()).isEqualTo(1);
        assertThat(tables()).isEqualTo("first");
    }
}
