package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.paths.PathList;
import io.quarkus.test.QuarkusUnitTest;

class LockFileInTestsTest {

    private static final Path LOCK = TestApplication.freshFile("migrations.lock",
            "1\t" + "0".repeat(64) + "\t-\n2\t" + "543629600d19c9b9e7b4ee8e92261932ccdb569eb2ad9d64fbd3c3bdc6982cac" + "\t-\n");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .addBootstrapCustomizer(bootstrap -> bootstrap.setApplicationRoot(PathList.of(
                    TestApplication.exploded(ShrinkWrap.create(JavaArchive.class, "tests")
                            .addClasses(LockFileInTestsTest.class, TestApplication.class)
                            .addAsResource(new StringAsset("quarkus.datasource.db-kind=sqlite\n"
                                    + "quarkus.schema-migrations.lock-file=" + LOCK), "application.properties")
                            .addAsResource(new StringAsset("create table shop as select 'test' name;"), "db/migrations/1.sql")
                            .addAsResource(new StringAsset("insert into shop values ('only in tests');"),
                                    "db/migrations/3.sql")),
                    TestApplication.exploded(ShrinkWrap.create(JavaArchive.class, "main")
                            .addAsResource(new StringAsset("create table shop as select 'main' name;"), "db/migrations/1.sql")
                            .addAsResource(new StringAsset("insert into shop values ('main');"), "db/migrations/2.sql")))));

    @Inject
    DataSource dataSource;

    @Test
    void knows_nothing_of_migrations_that_tests_bring() {
        assertThat(TestApplication.query(dataSource, "select name from shop order by rowid"))
                .containsExactly("test", "main", "only in tests");
    }
}
