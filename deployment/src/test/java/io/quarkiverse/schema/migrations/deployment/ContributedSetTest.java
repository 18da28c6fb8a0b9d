package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.deployment.items.ContributedSetBuildItem;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.test.QuarkusUnitTest;

class ContributedSetTest {

    private static final String TABLES = "select name from sqlite_master where type = 'table' order by name";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("jobs")
            .dataSource("archive")
            .script("db/migrations/1.sql", "create table a (id int);")
            .jarDependency("mail.jar", "acme/mail/sqlite/1.sql", "create table mail (id int);")
            .jarDependency("jobs.jar", "acme/jobs/1.sql", "create table job (id int);")
            .jarDependency("clocks.jar", "acme/clocks/1.sql", "create table clock (id int);")
            .config("quarkus.schema-migrations.clocks.datasource", "archive")
            .starts()
            .addBuildChainCustomizer(ContributedSetTest::extensions);

    @Inject
    DataSource dataSource;

    @Inject
    @io.quarkus.agroal.DataSource("jobs")
    DataSource jobs;

    @Inject
    @io.quarkus.agroal.DataSource("archive")
    DataSource archive;

    /** What the build steps of extensions would produce; as a list, for the application loads this class, too, and no items. */
    private static void extensions(BuildChainBuilder chain) {
        chain.addBuildStep(context -> List.of(
                new ContributedSetBuildItem("mail", "acme-mail", List.of("acme/mail/{db-kind}")),
                new ContributedSetBuildItem("jobs", "acme-jobs", List.of("acme/jobs")).onDataSource("jobs"),
                new ContributedSetBuildItem("clocks", "acme-clocks", List.of("acme/clocks")).onDataSource("jobs"))
                .forEach(context::produce)).produces(ContributedSetBuildItem.class).build();
    }

    @Test
    void is_migrated_in_the_default_datasource_with_a_history_of_its_own() {
        assertThat(TestApplication.query(dataSource, TABLES)).containsExactly("a", "mail", "schema_migrations_history",
                "schema_migrations_history_mail");
    }

    @Test
    void is_migrated_where_the_extension_wants_it() {
        assertThat(TestApplication.query(jobs, TABLES)).containsExactly("job", "schema_migrations_history_jobs");
    }

    @Test
    void is_migrated_where_the_application_wants_it_whatever_the_extension_wants() {
        assertThat(TestApplication.query(archive, TABLES)).containsExactly("clock", "schema_migrations_history_clocks");
    }
}
