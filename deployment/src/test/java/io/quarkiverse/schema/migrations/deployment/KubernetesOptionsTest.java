package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.deployment.Manifests.Release;

class KubernetesOptionsTest {

    private static Release release() {
        return new Release("1.0").script("db/migrations/1.sql", "create table a (id int);");
    }

    @Test
    void there_is_no_job_where_the_application_does_not_migrate_at_start() {
        Manifests manifests = release().config("quarkus.schema-migrations.migrate-at-start", "false").manifests();

        assertThat(manifests.ofKind("Job")).isEmpty();
        assertThat(manifests.one("Deployment").toString()).doesNotContain("QUARKUS_SCHEMA_MIGRATIONS_START");
    }

    @Test
    void the_job_can_be_switched_off_as_those_of_other_extensions() {
        Manifests manifests = release().config("quarkus.kubernetes.init-tasks.schema-migrations.enabled", "false").manifests();

        assertThat(manifests.ofKind("Job")).isEmpty();
        assertThat(manifests.one("Deployment").toString()).doesNotContain("QUARKUS_SCHEMA_MIGRATIONS_START");
    }

    @Test
    void the_wait_of_another_extension_keeps_its_container_and_its_right() {
        Manifests manifests = release().extension("quarkus-flyway").manifests();

        assertThat(manifests.ofKind("Job")).hasSize(2);
        assertThat(manifests.ofKind("Role")).hasSize(1);
        assertThat(Manifests.at(manifests.one("Deployment"), "spec", "template", "spec", "initContainers", 0, "name"))
                .isEqualTo("wait-for-flyway");
        assertThat(Manifests.at(manifests.one("Deployment"), "spec", "template", "spec", "initContainers").toString())
                .doesNotContain("schema-migrations");
    }

    @Test
    void the_name_of_a_job_is_no_longer_than_a_label_may_be() {
        Manifests manifests = release().config("quarkus.application.name", "a".repeat(60)).manifests();

        assertThat(manifests.jobName()).hasSize(63).matches("a{52}-[0-9a-f]{10}");
    }
}
