package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.deployment.Manifests.Release;

/** What {@code kubectl apply} gets, of one release and the next. */
class KubernetesTest {

    private static Manifests first;
    private static Manifests second;

    private static Release release(String version) {
        return new Release(version)
                .config("quarkus.datasource.audit-log.db-kind", "sqlite")
                .config("quarkus.datasource.manual.db-kind", "sqlite")
                .config("quarkus.schema-migrations.manual.migrate-at-start", "false")
                .config("quarkus.kubernetes.env.vars.database-host", "db")
                .config("quarkus.kubernetes.add-version-to-label-selectors", "false")
                .config("quarkus.kubernetes.add-build-timestamp", "false")
                .config("quarkus.container-image.tag", "latest")
                .script("db/migrations/1.sql", "create table a (id int);")
                .script("db/audit-log/migrations/1.sql", "create table b (id int);")
                .script("db/manual/migrations/1.sql", "create table c (id int);");
    }

    @BeforeAll
    static void build() {
        first = release("1.0").manifests();
        second = release("1.0").script("db/audit-log/migrations/2.sql", "create table d (id int);").manifests();
    }

    @Test
    void one_job_migrates_all_sets_and_exits() {
        Map<String, Object> job = first.one("Job");

        assertThat(first.jobName()).matches("shop-schema-migrations-init-[0-9a-f]{10}");
        assertThat(Manifests.at(job, "spec", "ttlSecondsAfterFinished")).isEqualTo(86400);
        assertThat(Manifests.at(job, "spec", "template", "spec", "restartPolicy")).isEqualTo("OnFailure");
        assertThat(Manifests.variables(job)).containsEntry("QUARKUS_INIT_AND_EXIT", "true").containsEntry("DATABASE_HOST",
                "db");
        assertThat(Manifests.at(job, "spec", "template", "spec", "containers", 0, "image")).isEqualTo(
                Manifests.at(first.one("Deployment"), "spec", "template", "spec", "containers", 0, "image"));
    }

    @Test
    void pods_wait_for_the_sets_that_the_job_migrates_without_container_and_without_rights() {
        Map<String, Object> deployment = first.one("Deployment");

        assertThat(Manifests.variables(deployment)).containsEntry("QUARKUS_SCHEMA_MIGRATIONS_START", "wait")
                .containsEntry("QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_START", "wait")
                .doesNotContainKeys("QUARKUS_INIT_AND_EXIT", "QUARKUS_SCHEMA_MIGRATIONS_MANUAL_START");
        assertThat(Manifests.at(deployment, "spec", "template", "spec", "initContainers")).isNull();
        assertThat(first.ofKind("Role")).isEmpty();
        assertThat(first.ofKind("RoleBinding")).isEmpty();
    }

    @Test
    void the_next_release_has_another_job_even_with_the_same_version_and_image() {
        assertThat(second.jobName()).startsWith("shop-schema-migrations-init-").isNotEqualTo(first.jobName());
        assertThat(second.one("Job").get("spec")).as("an immutable one would be refused").isEqualTo(
                first.one("Job").get("spec"));
    }

    @Test
    void the_next_version_can_be_applied_over_this_one() {
        Manifests next = release("1.1").config("quarkus.container-image.tag", "1.1").manifests();

        assertThat(next.jobName()).isNotEqualTo(first.jobName());
        assertThat(Manifests.at(next.one("Deployment"), "spec", "selector"))
                .isEqualTo(Manifests.at(first.one("Deployment"), "spec", "selector"));
        assertThat(Manifests.at(next.one("Deployment"), "metadata", "name")).isEqualTo("shop");
    }

    @Test
    void the_same_release_has_the_same_job_and_another_environment_another_one() {
        assertThat(release("1.0").manifests().jobName()).isEqualTo(first.jobName());
        assertThat(release("1.0").config("quarkus.kubernetes.env.vars.more", "1").manifests().jobName())
                .isNotEqualTo(first.jobName());
    }
}
