package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import javax.sql.DataSource;

import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.test.QuarkusUnitTest;

class LibrarySetsTest {

    private static final String TABLES = "select name from sqlite_master where type = 'table' order by name";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("archive")
            .dataSource("audit")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("META-INF/schema-migrations/own/1.sql", "create table own (id int);")
            .jarDependency("audit.jar", "META-INF/schema-migrations/audit/1.sql", "create table entry (id int);")
            .folderDependency("META-INF/schema-migrations/billing/1/up.sql", "create table invoice (id int);")
            .folderDependency("META-INF/schema-migrations/moved/1/up.sql", "create table moved (id int);")
            .jarDependency("off.jar", "META-INF/schema-migrations/off/1.sql", "create table off (id int);")
            .jarDependency("resting.jar", "META-INF/schema-migrations/resting/1.sql", "create table resting (id int);")
            .jarDependency("notes.jar", "META-INF/schema-migrations/notes/notes.txt", "Remember the milk.")
            .config("quarkus.schema-migrations.moved.datasource", "archive")
            .config("quarkus.schema-migrations.off.enabled", "false")
            .config("quarkus.schema-migrations.resting.active", "false")
            .starts()
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.schema.migrations"))
            .assertLogRecords(records -> assertThat(records).singleElement()
                    .satisfies(record -> assertThat(record.getMessage()).isEqualTo("notes.jar!/META-INF/schema-migrations/"
                            + "notes/notes.txt: fits no layout of migrations; it is ignored")));

    @Inject
    DataSource dataSource;

    @Inject
    @io.quarkus.agroal.DataSource("archive")
    DataSource archive;

    @Inject
    @io.quarkus.agroal.DataSource("audit")
    DataSource namesake;

    @Inject
    @MigrationSetName("audit")
    SchemaMigrations audit;

    @Inject
    @Any
    InjectableInstance<SchemaMigrations> all;

    @Test
    void are_migrated_in_the_default_datasource_beside_the_applications_own_and_each_has_a_history() {
        assertThat(TestApplication.query(dataSource, TABLES)).containsExactly("a", "entry", "invoice", "own",
                "schema_migrations_history", "schema_migrations_history_audit", "schema_migrations_history_billing",
                "schema_migrations_history_own");
    }

    @Test
    void go_where_the_application_says_and_not_where_a_datasource_happens_to_have_their_name() {
        assertThat(TestApplication.query(archive, TABLES)).containsExactly("moved", "schema_migrations_history_moved");
        assertThat(TestApplication.query(namesake, TABLES)).isEmpty();
    }

    @Test
    void are_beans_unless_the_application_turns_them_off() {
        assertThat(all.listActive()).extracting(SchemaMigrations::set)
                .containsExactlyInAnyOrder("<default>", "audit", "billing", "moved", "notes", "own");
        assertThat(audit.status().migrations()).singleElement()
                .satisfies(migration -> assertThat(migration.id().value()).isEqualTo("1"));
    }
}
