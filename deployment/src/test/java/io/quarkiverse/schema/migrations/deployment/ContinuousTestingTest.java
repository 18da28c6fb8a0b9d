package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ContinuousTestingTestUtils;
import io.quarkus.test.ContinuousTestingTestUtils.TestStatus;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

class ContinuousTestingTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .setArchiveProducer(() -> ShrinkWrap.create(JavaArchive.class)
                    .addClasses(TestApplication.class, DevelopmentModeTest.class, DevelopmentModeTest.Tables.class)
                    .addAsResource(new StringAsset(ContinuousTestingTestUtils.appProperties(
                            "quarkus.schema-migrations.locations=db/migrations")), "application.properties")
                    .addAsResource(new StringAsset("create table first (id int);"), "db/migrations/1.sql"))
            .setTestArchiveProducer(() -> ShrinkWrap.create(JavaArchive.class).addClass(TablesET.class));

    private static String tables() {
        return RestAssured.get("/tables").asString();
    }

    @Test
    void runs_tests_again_after_a_change_that_the_next_request_sees_as_well() {
        ContinuousTestingTestUtils utils = new ContinuousTestingTestUtils();
        assertThat(tables()).isEqualTo("first");
        assertThat(utils.waitForNextCompletion().getTestsPassed()).isEqualTo(1);

        // the tests see a new script first
        APPLICATION.addResourceFile("db/migrations/2.sql", "create table second (id int);");
        TestStatus added = utils.waitForNextCompletion();
        assertThat(added.getTestsFailed()).isEqualTo(1);
        assertThat(tables()).isEqualTo("first second");

        APPLICATION.modifyResourceFile("db/migrations/2.sql", sql -> "create table unknown (id int);");
        assertThat(utils.waitForNextCompletion().getTestsPassed()).isEqualTo(1);
        assertThat(tables()).isEqualTo("first");

        APPLICATION.modifyResourceFile("db/migrations/2.sql", sql -> "create table third (id int);");
        assertThat(utils.waitForNextCompletion().getTestsFailed()).isEqualTo(1);
        APPLICATION.deleteResourceFile("db/migrations/2.sql");
        assertThat(utils.waitForNextCompletion().getTestsPassed()).isEqualTo(1);
        assertThat(tables()).isEqualTo("first");
    }
}
