package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.Resolution;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Post-deploy migrations wait until the older release has ended. */
@ParameterizedClass
@EnumSource
class PostDeployTest {

    private static final String POST = "-- schema-migrations: deploy=post\n";

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
        return database.migrations()
                .migration("1", "CREATE TABLE shop (id INTEGER PRIMARY KEY); CREATE TABLE old_shop (id INTEGER)",
                        "DROP TABLE shop; DROP TABLE old_shop")
                .migration("2", POST + "DROP TABLE old_shop", "CREATE TABLE old_shop (id INTEGER)")
                .migration("3", "CREATE TABLE item (id INTEGER PRIMARY KEY)", "DROP TABLE item");
    }

    private static List<String> in(MigrationState state, SchemaMigrations set) {
        return set.status().idsIn(state).stream().map(MigrationId::value).toList();
    }

    @Test
    void holds_a_post_deploy_migration_and_applies_the_later_ones() throws SQLException {
        SchemaMigrations shop = shop().build();

        RunReport report = shop.migrate();

        assertThat(MigrateTest.ids(report)).containsExactly("1", "3");
        assertThat(report.held()).containsExactly(MigrationId.of("2"));
        assertThat(report.beyond()).isZero();
        assertThat(in(MigrationState.HELD, shop)).containsExactly("2");
        assertThat(in(MigrationState.PENDING, shop)).isEmpty();
        assertThat(shop.validate().discrepancies()).isEmpty();
        assertThat(shop.plan(Target.latest()).steps()).isEmpty();
        assertThat(database.count("old_shop")).isZero();
        assertThat(shop.migrate().done()).isEmpty();
    }

    @Test
    void applies_it_later_on_request_although_newer_ones_are_applied() {
        SchemaMigrations shop = shop().build();
        shop.migrate();

        assertThat(shop.plan(Target.latest().withPostDeploy()).steps()).extracting(PlannedStep::id)
                .containsExactly(MigrationId.of("2"));
        RunReport report = shop.migrate(Target.latest().withPostDeploy());

        assertThat(MigrateTest.ids(report)).containsExactly("2");
        assertThat(report.held()).isEmpty();
        assertThat(in(MigrationState.APPLIED, shop)).containsExactly("1", "2", "3");
        assertThat(shop.validate().discrepancies()).isEmpty();
        assertThat(shop.migrate(Target.latest().withPostDeploy()).done()).isEmpty();
    }

    @Test
    void applies_it_in_order_where_the_policy_says_so() {
        SchemaMigrations shop = shop().policies(Policies.DEFAULT.with(Policies.PostDeploy.APPLY)).build();

        assertThat(in(MigrationState.HELD, shop)).isEmpty();
        assertThat(MigrateTest.ids(shop.migrate())).containsExactly("1", "2", "3");
    }

    @Test
    void counts_targets_without_those_it_holds() {
        SchemaMigrations shop = shop().build();

        RunReport report = shop.migrate(Target.next(2));

        assertThat(MigrateTest.ids(report)).containsExactly("1", "3");
        assertThat(shop.migrate(Target.id("2")).held()).containsExactly(MigrationId.of("2"));
        assertThat(MigrateTest.ids(shop.migrate(Target.id("2").withPostDeploy()))).containsExactly("2");
    }

    @Test
    void rolls_it_back_as_what_was_applied_last_and_holds_it_again() throws SQLException {
        SchemaMigrations shop = shop().build();
        shop.migrate();
        shop.migrate(Target.latest().withPostDeploy());

        assertThat(MigrateTest.ids(shop.rollback(Target.last()))).containsExactly("2");
        assertThat(in(MigrationState.HELD, shop)).containsExactly("2");
        assertThat(shop.migrate().done()).isEmpty();
        assertThat(database.count("old_shop")).isZero();
    }

    @Test
    void redoes_it_although_it_would_be_held() {
        SchemaMigrations shop = shop().build();
        shop.migrate();
        shop.migrate(Target.latest().withPostDeploy());

        assertThat(MigrateTest.ids(shop.redo())).containsExactly("2", "2");
        assertThat(in(MigrationState.APPLIED, shop)).containsExactly("1", "2", "3");
    }

    @Test
    void leaves_one_that_failed_half_way_to_whoever_applies_post_deploy_migrations() {
        String script = POST + "-- schema-migrations: transaction=none\nCREATE TABLE one (id INTEGER); DROP TABLE absent";
        SchemaMigrations broken = database.migrations().migration("1", script)
                .migration("2", "CREATE TABLE two (id INTEGER)").build();
        assertThatThrownBy(() -> broken.migrate(Target.latest().withPostDeploy()))
                .isInstanceOf(MigrationFailedException.class);

        RunReport start = broken.migrate();

        assertThat(MigrateTest.ids(start)).containsExactly("2");
        assertThat(start.warnings()).singleElement().satisfies(warning -> assertThat(warning.message()).contains("'1' failed"));
        assertThat(in(MigrationState.FAILED, broken)).containsExactly("1");
        broken.resolve(MigrationId.of("1"), Resolution.APPLIED);
        assertThat(broken.migrate(Target.latest().withPostDeploy()).done()).isEmpty();
    }

    @Test
    void refuses_the_directive_where_it_has_no_meaning() {
        assertThatThrownBy(() -> database.migrations().migration("1", "CREATE TABLE one (id INTEGER)", POST + "DROP TABLE one")
                .build().migrate())
                .hasMessageContaining("a down script has no phase of the deployment; move 'deploy=post' to the up script");
        assertThatThrownBy(() -> database.migrations().migration("1", "-- schema-migrations: repeatable\n" + POST + "SELECT 1")
                .build().migrate()).hasMessageContaining("a repeatable migration cannot be a post-deploy migration");
        assertThatThrownBy(() -> database.migrations().migration("1", "-- schema-migrations: deploy=pre\nSELECT 1").build()
                .migrate()).hasMessageContaining("the directive 'deploy' cannot be 'pre'");
    }
}
