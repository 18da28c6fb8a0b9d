package org.acme;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;

class RunMessagesTest {

    @TempDir
    Path folder;

    private final SQLiteDataSource database = new SQLiteDataSource();

    @BeforeEach
    void foreign_keys_are_enforced() {
        database.setUrl("jdbc:sqlite:" + folder.resolve("library.db") + "?foreign_keys=true");
    }

    @ParameterizedTest
    @ValueSource(strings = { "failing-statement", "journal-mode" })
    void the_manual_shows_how_a_first_start_fails(String scenario) {
        assertThatThrownBy(() -> migrations(Manual.scenario(scenario)).migrate())
                .isInstanceOf(SchemaMigrationsException.class)
                .satisfies(e -> Manual.shows(scenario, e));
    }

    @Test
    void the_manual_shows_the_list_of_placeholders_without_a_value() {
        assertThatThrownBy(() -> builder(Manual.scenario("placeholder")).placeholder("region", "north").build().migrate())
                .isInstanceOf(SchemaMigrationsException.class)
                .satisfies(e -> Manual.shows("placeholder", e));
    }

    @ParameterizedTest
    @ValueSource(strings = { "edited", "removed", "out-of-order", "rebuild" })
    void the_manual_shows_how_a_later_start_fails(String scenario) {
        migrations(Manual.past(scenario)).migrate();

        assertThatThrownBy(() -> migrations(Manual.scenario(scenario)).migrate())
                .isInstanceOf(SchemaMigrationsException.class)
                .satisfies(e -> Manual.shows(scenario, e));
    }

    @Test
    void the_manual_shows_what_an_older_release_says_of_a_migration_that_failed_halfway() {
        assertThatThrownBy(() -> migrations(Manual.past("halfway")).migrate()).isInstanceOf(SchemaMigrationsException.class);

        assertThatThrownBy(() -> migrations(Manual.scenario("halfway")).migrate())
                .isInstanceOf(SchemaMigrationsException.class)
                .satisfies(e -> Manual.shows("halfway", e));
    }

    @Test
    void the_manual_shows_what_is_said_of_a_table_that_is_no_history() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE schema_migrations_history (version INTEGER, dirty BOOLEAN)");
        }

        assertThatThrownBy(() -> migrations(Manual.scenario("foreign-table")).migrate())
                .isInstanceOf(SchemaMigrationsException.class)
                .satisfies(e -> Manual.shows("foreign-table", e));
    }

    @Test
    void the_manual_shows_what_is_said_of_an_unknown_target() {
        assertThatThrownBy(() -> migrations(Manual.scenario("unknown-target")).migrate(Target.id("2_purchases")))
                .isInstanceOf(SchemaMigrationsException.class)
                .satisfies(e -> Manual.shows("unknown-target", e));
    }

    @Test
    void the_manual_shows_what_is_said_where_another_tool_has_a_history() throws SQLException {
        FlywayDatabase.with(database, "1");

        assertThatThrownBy(() -> migrations(Manual.scenario("other-tool")).migrate())
                .isInstanceOf(SchemaMigrationsException.class)
                .satisfies(e -> Manual.shows("other-tool", e));
    }

    @Test
    void the_manual_shows_what_is_said_of_another_tool_s_script_that_was_changed_since() throws SQLException {
        FlywayDatabase.with(database, "0.5", "1");

        assertThatThrownBy(() -> migrations(Manual.scenario("other-tool-changed")).adopt(Adoption.flyway()))
                .isInstanceOf(SchemaMigrationsException.class)
                .satisfies(e -> Manual.shows("other-tool-changed", e));
    }

    /** The scripts under the path that they would have in an application. */
    private SchemaMigrations migrations(Path scripts) {
        return builder(scripts).build();
    }

    private SchemaMigrationsBuilder builder(Path scripts) {
        List<SourceRoot> roots = List.of(SourceRoot.application(scripts, "db/migrations"));
        return SchemaMigrationsBuilder.of(database)
                .source(() -> new SourceScanner("<default>", "sqlite").scan(roots).migrations());
    }
}
