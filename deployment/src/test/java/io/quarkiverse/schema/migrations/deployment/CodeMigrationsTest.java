package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.model.TransactionMode;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.test.QuarkusUnitTest;

class CodeMigrationsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .dataSource("archive")
            .classes(Spelling.class, Capitals.class, Base.class, Reversible.class, Vacuum.class, Entries.class, Nowhere.class,
                    OnlyInProduction.class, ForTheBuilder.class)
            .script("db/migrations/1.sql", "create table shop (name text); insert into shop values ('corner');")
            .script("db/migrations/3.sql", "insert into shop values ('after');")
            .config("quarkus.schema-migrations.off.enabled", "false")
            .starts();

    @ApplicationScoped
    public static class Spelling {

        String capitals(String name) {
            return name.toUpperCase();
        }
    }

    /** Needs no scope to be a bean. */
    @CodeMigrationId(value = "2", description = "names in capitals", checksum = "first")
    public static class Capitals implements CodeMigration {

        static final AtomicInteger MADE = new AtomicInteger();

        @Inject
        Spelling spelling;

        @PostConstruct
        void made() {
            MADE.incrementAndGet();
        }

        @Override
        public void up(MigrationContext context) throws SQLException {
            execute(context, "update shop set name = '" + spelling.capitals("corner") + "'");
        }
    }

    public abstract static class Base implements CodeMigration {

        @Override
        public void down(MigrationContext context) throws SQLException {
            execute(context, "delete from shop where name = 'reversible'");
        }
    }

    @Dependent
    @CodeMigrationId("4")
    public static class Reversible extends Base {

        static final AtomicInteger DESTROYED = new AtomicInteger();

        @Override
        public void up(MigrationContext context) throws SQLException {
            execute(context, "insert into shop values ('reversible')");
        }

        @PreDestroy
        void destroyed() {
            DESTROYED.incrementAndGet();
        }
    }

    @ApplicationScoped
    @CodeMigrationId(value = "5", transaction = TransactionMode.NONE)
    public static class Vacuum implements CodeMigration {

        @Override
        public void up(MigrationContext context) throws SQLException {
            execute(context, "vacuum");
        }
    }

    @CodeMigrationId("1")
    @MigrationSetName("archive")
    public static class Entries implements CodeMigration {

        @Override
        public void up(MigrationContext context) throws SQLException {
            execute(context, "create table entry (id int)");
        }
    }

    /** Its set was turned off on purpose. */
    @CodeMigrationId("1")
    @MigrationSetName("off")
    public static class Nowhere extends Entries {
    }

    @IfBuildProfile("prod")
    @CodeMigrationId("6")
    public static class OnlyInProduction extends Entries {
    }

    /** No bean, so it needs no id. */
    public static class ForTheBuilder extends Entries {
    }

    private static void execute(MigrationContext context, String sql) throws SQLException {
        try (Statement statement = context.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    @Inject
    DataSource dataSource;

    @Inject
    @io.quarkus.agroal.DataSource("archive")
    DataSource archive;

    @Inject
    SchemaMigrations migrations;

    @Test
    void run_in_their_place_with_what_is_injected_into_them() {
        assertThat(TestApplication.query(dataSource, "select name from shop")).contains("CORNER", "after", "reversible");
        assertThat(migrations.status().migrations()).extracting(migration -> migration.id().value()).containsExactly("1", "2",
                "3", "4", "5");
        assertThat(migrations.status().migrations().get(1)).extracting(MigrationStatus::description, MigrationStatus::location)
                .containsExactly("names in capitals", Optional.of("java:" + Capitals.class.getName()));
    }

    @Test
    void keep_a_checksum_only_where_they_have_one() {
        List<String> checksums = TestApplication.query(dataSource,
                "select up_checksum from schema_migrations_history order by id");

        assertThat(checksums.get(1)).isEqualTo("a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e");
        assertThat(checksums.get(3)).isNull();
    }

    @Test
    void bring_a_set_into_being_where_there_is_a_datasource_of_its_name_and_go_nowhere_else() {
        assertThat(TestApplication.query(archive, "select name from sqlite_master where name = 'entry'")).hasSize(1);
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master where name = 'entry'")).isEmpty();
    }

    @Test
    void are_not_made_when_nothing_is_pending_and_are_destroyed_when_they_are_done() {
        int made = Capitals.MADE.get();

        migrations.migrate();
        migrations.plan();
        migrations.status();

        assertThat(made).isOne();
        assertThat(Capitals.MADE).hasValue(made);
        assertThat(Reversible.DESTROYED.get()).isPositive();
    }

    @Test
    void can_be_rolled_back_when_they_override_or_inherit_the_way_back() {
        assertThatThrownBy(() -> migrations.rollback(Target.last(2))).isInstanceOf(RefusedException.class)
                .hasMessageEndingWith(":\n  - '5' (java:" + Vacuum.class.getName()
                        + ") does not override down()\n    Override it, or choose a target that keeps it");
    }
}
