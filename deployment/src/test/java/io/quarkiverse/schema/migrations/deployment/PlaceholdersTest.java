package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.config.EnvConfigSource;

class PlaceholdersTest {

    private static final String KEY = "quarkus.schema-migrations.";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .classes(Environment.class)
            .script("META-INF/services/" + ConfigSource.class.getName(), Environment.class.getName())
            .script("db/migrations/1.sql", "create table ${tablePrefix}shop${suffix} (${target} int);")
            .script("db/audit-log/migrations/1.sql", "create table ${place}_log (id int default '${a.b}');")
            .script("db/plain/migrations/1.sql", "create table plain (id text default '${place}');")
            .config(KEY + "placeholders.tablePrefix", "from_file_")
            .config(KEY + "placeholders.suffix", "")
            .config(KEY + "placeholders.\"target\"", "id")
            .config(KEY + "audit-log.placeholders.place", "from_file")
            .config(KEY + "\"audit-log\".placeholders.\"a.b\"", "a ${x:7}")
            .config(KEY + "plain.lock-timeout", "6S")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    SchemaMigrationsRuntimeConfig config;

    @Test
    void of_a_set_stand_in_its_scripts() {
        assertThat(TestApplication.query(dataSource, "select sql from sqlite_master where type = 'table'"
                + " and name not like 'schema%' order by name")).containsExactlyInAnyOrder(
                        "CREATE TABLE from_environment_shop (id int)",
                        "CREATE TABLE here_log (id int default 'a 7')",
                        "CREATE TABLE plain (id text default 'there')");
    }

    @Test
    void with_names_in_small_letters_come_from_environment_variables_alone() {
        assertThat(config.sets().get("<default>").placeholders()).containsEntry("owner", "nobody").hasSize(4);
        assertThat(config.sets().get("audit-log").placeholders()).containsOnlyKeys("place", "a.b");
        assertThat(config.sets().get("plain").placeholders()).containsOnlyKeys("place");
    }

    /** Stands in for the variables of a process, which no process can set for itself. */
    public static class Environment extends EnvConfigSource {

        private static final long serialVersionUID = 1L;

        public Environment() {
            super(Map.of(
                    "QUARKUS_SCHEMA_MIGRATIONS_PLACEHOLDERS_TABLEPREFIX", "from_environment_",
                    "QUARKUS_SCHEMA_MIGRATIONS_PLACEHOLDERS_OWNER", "nobody",
                    "QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_PLACEHOLDERS_PLACE", "here",
                    "QUARKUS_SCHEMA_MIGRATIONS_PLAIN_PLACEHOLDERS_PLACE", "there"), 300);
        }
    }
}
