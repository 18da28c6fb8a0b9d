package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.paths.PathList;
import io.quarkus.test.QuarkusUnitTest;

class TestResourcesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .addBootstrapCustomizer(bootstrap -> bootstrap.setApplicationRoot(PathList.of(
                    TestApplication.exploded(ShrinkWrap.create(JavaArchive.class, "tests")
                            .addClasses(TestResourcesTest.class, TestApplication.class)
                            .addAsResource(new StringAsset("quarkus.datasource.db-kind=sqlite"), "application.properties")
                            .addAsResource(new StringAsset("create table shop as select 'test' name;"),
                                    "db/migrations/1/up.sql")
                            .addAsResource(new StringAsset("insert into shop values ('only in tests');"),
                                    "db/migrations/3.sql")),
                    TestApplication.exploded(ShrinkWrap.create(JavaArchive.class, "main")
                            .addAsResource(new StringAsset("create table shop as select 'main' name;"),
                                    "db/migrations/1/up.sql")
                            .addAsResource(new StringAsset("insert into shop values ('main');"),
                                    "db/migrations/2.sql")))));

    @Inject
    DataSource dataSource;

    @Test
    void override_those_of_the_application_by_path_and_add_to_them() {
        assertThat(TestApplication.query(dataSource, "select name from shop order by rowid"))
                .containsExactly("test", "main", "only in tests");
    }
}
