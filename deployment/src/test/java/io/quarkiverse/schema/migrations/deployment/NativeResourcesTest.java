package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.test.QuarkusUnitTest;

class NativeResourcesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1/up.sql", "create table a (id int);")
            .script("db/migrations/1/up.postgresql.sql", "create table a (id serial);")
            .script("db/migrations/1/down.sql", "drop table a;")
            .script("db/migrations/1/metadata.toml", "run_in_transaction = true")
            .script("db/migrations/README.md", "Not a script.")
            .script("db/migrations/2.up.sqlite.sql", "create table b (id int);")
            .script("db/migrations/2.up.sql", "create table b (id serial);")
            .script("db/Audit/migrations/1.sql", "create table c (id int);")
            .jarDependency("library.jar", "META-INF/schema-migrations/billing/1.sql", "create table d (id int);")
            .config("quarkus.schema-migrations.\"Audit\".target", "latest")
            .starts()
            .addBuildChainCustomizer(NativeResourcesTest::lookAtResources);

    @Inject
    @Any
    Instance<SchemaMigrations> all;

    /** Fails the build, and so the test, when there is one resource more or less. */
    private static void lookAtResources(BuildChainBuilder chain) {
        chain.addBuildStep(context -> {
            List<String> ours = context.consumeMulti(NativeImageResourceBuildItem.class).stream()
                    .flatMap(item -> item.getResources().stream())
                    .filter(resource -> resource.startsWith("db/") || resource.contains("schema-migrations"))
                    .toList();
            assertThat(ours).containsExactlyInAnyOrder(
                    "META-INF/quarkus-schema-migrations/_41_udit.index",
                    "META-INF/quarkus-schema-migrations/_default.index",
                    "META-INF/quarkus-schema-migrations/billing.index",
                    "META-INF/schema-migrations/billing/1.sql",
                    "db/Audit/migrations/1.sql",
                    "db/migrations/1/down.sql",
                    "db/migrations/1/up.sql",
                    "db/migrations/2.up.sqlite.sql");
        }).consumes(NativeImageResourceBuildItem.class).produces(ServiceStartBuildItem.class).build();
    }

    @Test
    void holds_the_indexes_and_the_scripts_that_are_needed_and_no_others() {
        assertThat(all).extracting(SchemaMigrations::set).containsExactlyInAnyOrder("<default>", "Audit", "billing");
    }
}
