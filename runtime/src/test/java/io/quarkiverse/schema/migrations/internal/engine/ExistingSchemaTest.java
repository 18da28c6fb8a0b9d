package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.error.UnknownTargetException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** A baseline for schemas that were made without a migration tool, and histories that newer releases have written. */
@ParameterizedClass
@EnumSource
class ExistingSchemaTest {

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    private SchemaMigrationsBuilder shop() {
        return database.migrations().migration("1", "CREATE TABLE shop (id INTEGER)")
                .migration("2", "CREATE TABLE item (id INTEGER)")
                .migration("3", "CREATE TABLE price (id INTEGER)");
    }

    @Test
    void everything_up_to_the_baseline_counts_as_applied_where_there_are_tables_and_no_history() throws SQLException {
        database.execute("CREATE TABLE shop (id INTEGER)", "CREATE TABLE item (id INTEGER)");
        SchemaMigrations shop = shop().baseline("2").build();
        assertThat(shop.plan(Target.latest()).steps()).extracting(step -> step.id().value()).containsExactly("3");
        assertThat(database.tables()).doesNotContain("schema_migrations_history");

        assertThat(MigrateTest.ids(shop.migrate())).containsExactly("3");
        assertThat(shop.status().idsIn(MigrationState.APPLIED)).extracting(MigrationId::value).containsExactly("1", "2", "3");
        assertThat(shop.migrate().done()).isEmpty();
        assertThat(shop.validate().discrepancies()).isEmpty();
    }

    @Test
    void a_new_database_is_migrated_from_the_first_migration_on() {
        SchemaMigrations shop = shop().baseline("2").build();

        assertThat(shop.plan(Target.latest()).steps()).hasSize(3);
        assertThat(MigrateTest.ids(shop.migrate())).containsExactly("1", "2", "3");
    }

    @Test
    void a_database_with_a_history_is_not_concerned() {
        shop().build().migrate(Target.id("1"));

        assertThat(MigrateTest.ids(shop().baseline("3").build().migrate())).containsExactly("2", "3");
    }

    @Test
    void an_empty_history_table_alone_is_no_schema() {
        shop().build().migrate(Target.id("1"));
        database.execute("DROP TABLE shop", "DELETE FROM schema_migrations_history");

        assertThat(MigrateTest.ids(shop().baseline("3").build().migrate())).containsExactly("1", "2", "3");
    }

    @Test
    void another_tools_history_is_still_refused() {
        database.execute("CREATE TABLE shop (id INTEGER)", "CREATE TABLE flyway_schema_history (installed_rank INT NOT NULL,"
                + " version VARCHAR(50), description VARCHAR(200) NOT NULL, type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL,"
                + " checksum INT, installed_by VARCHAR(100) NOT NULL, installed_on TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,"
                + " execution_time INT NOT NULL, success " + (kind == DatabaseKind.POSTGRESQL ? "BOOLEAN" : "INT")
                + " NOT NULL)",
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time,"
                        + " success) VALUES (1, '1', 'shop', 'SQL', 'V1__shop.sql', 'x', 1, "
                        + (kind == DatabaseKind.POSTGRESQL ? "true" : "1") + ")");

        assertThatThrownBy(() -> shop().baseline("2").build().migrate()).isInstanceOf(AdoptionRefusedException.class);
    }

    @Test
    void an_unknown_baseline_is_refused_where_it_would_count() {
        SchemaMigrations wrong = shop().baseline("17").build();
        database.execute("CREATE TABLE shop (id INTEGER)");

        assertThatThrownBy(wrong::migrate).isInstanceOf(UnknownTargetException.class).hasMessageContaining("'17'");
        assertThatThrownBy(() -> shop().baseline(" ")).isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("baseline: ");
    }

    @Test
    void a_history_of_a_newer_release_is_refused_on_request() {
        shop().migration("4", "CREATE TABLE newer (id INTEGER)").build().migrate();

        assertThat(shop().build().migrate().warnings()).hasSize(1);
        assertThatThrownBy(() -> shop().policies(Policies.DEFAULT.with(Policies.Future.REFUSE)).build().migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("'4' is applied and newer than every migration of this release\n"
                        + "    Run the newer release, or set future=warn");
    }
}
