package io.quarkiverse.schema.migrations.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.model.Checksum;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptOptions;

class NewMigrationTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 4, 15, 6, 7);

    private static Migration migration(String id, String path) {
        return new Migration(MigrationId.of(id), MigrationKind.VERSIONED, "", new Script("db/migrations/" + path,
                new Checksum("0".repeat(64)), ScriptOptions.DEFAULT, () -> null), Optional.empty());
    }

    private static List<Migration> named(String... ids) {
        return Arrays.stream(ids).map(id -> migration(id, id + "/up.sql")).toList();
    }

    private static NewMigration next(List<Migration> resolved) {
        return NewMigration.in("db/migrations", resolved, "Add  the users!", NOW);
    }

    @Test
    void begins_with_a_time_and_folders() {
        assertThat(next(List.of()).files("up", "down")).containsOnlyKeys(
                "db/migrations/2026-03-04-1506_add_the_users/up.sql", "db/migrations/2026-03-04-1506_add_the_users/down.sql");
    }

    @ParameterizedTest
    @CsvSource({
            "1, 2_add_the_users",
            "9_first, 10_add_the_users",
            "0009_first, 0010_add_the_users",
            "001-create-users, 002-add-the-users",
            "1.2.9_first, 1.2.10_add_the_users",
            "0001_2fa_login, 0002_add_the_users",
            "2024-01-15-1100_orders, 2026-03-04-1506_add_the_users",
            "2019-05-06-151212_orders, 2026-03-04-150607_add_the_users",
            "20240115093000_orders, 20260304150607_add_the_users",
            "20240115_orders, 20260304_add_the_users",
            "1700000000_orders, 1772636767_add_the_users",
            "2024-01-15-110000-orders, 2026-03-04-150607-add_the_users",
            "2031-01-15-1100_orders, 2031-01-15-1101_add_the_users",
            "a_first, add_the_users",
            "users, users_add_the_users"
    })
    void continues_the_style_of_the_newest_id(String newest, String next) {
        NewMigration migration = next(named("0", newest));

        assertThat(migration.id().value()).isEqualTo(next);
        assertThat(migration.id()).isGreaterThan(MigrationId.of(newest));
    }

    @Test
    void follows_a_newer_migration_of_another_place() {
        List<Migration> resolved = List.of(migration("0003_first", "0003_first.sql"),
                new Migration(MigrationId.of("0007_late"), MigrationKind.VERSIONED, "", new Script("db/other/0007_late.sql",
                        new Checksum("0".repeat(64)), ScriptOptions.DEFAULT, () -> null), Optional.empty()));

        assertThat(next(resolved).id()).hasToString("0008_add_the_users");
    }

    @Test
    void continues_pairs_of_files() {
        assertThat(next(List.of(migration("3_x", "3_x.up.sql"))).files("up", "down")).containsOnlyKeys(
                "db/migrations/4_add_the_users.up.sql", "db/migrations/4_add_the_users.down.sql");
    }

    @Test
    void continues_single_files_and_makes_a_pair_where_there_is_a_down_script() {
        NewMigration migration = next(List.of(migration("3_x", "3_x.sql")));

        assertThat(migration.files("up", "")).containsOnlyKeys("db/migrations/4_add_the_users.sql");
        assertThat(migration.files("up", "down")).containsOnlyKeys(
                "db/migrations/4_add_the_users.up.sql", "db/migrations/4_add_the_users.down.sql");
    }

    @Test
    void continues_the_variant_of_a_database_without_it() {
        assertThat(next(List.of(migration("3_x", "3_x.up.postgresql.sql"))).id()).hasToString("4_add_the_users");
    }

    @ParameterizedTest
    @CsvSource({ "3, V3__x.sql, 4, V4__add_the_users.sql, U4__add_the_users.sql",
            "1.9, V1_9__x.sql, 1.10, V1_10__add_the_users.sql, U1_10__add_the_users.sql",
            "1.0.9, V1.0.9__x.sql, 1.0.10, V1.0.10__add_the_users.sql, U1.0.10__add_the_users.sql" })
    void continues_the_layout_of_flyway(String id, String path, String next, String up, String down) {
        NewMigration migration = next(List.of(migration(id, path)));

        assertThat(migration.id()).hasToString(next);
        assertThat(migration.files("up", "down")).containsOnlyKeys("db/migrations/" + up, "db/migrations/" + down);
    }

    @Test
    void asks_for_a_name_with_letters() {
        assertThatThrownBy(() -> NewMigration.in("db/migrations", List.of(), " !", NOW))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("few words");
    }
}
