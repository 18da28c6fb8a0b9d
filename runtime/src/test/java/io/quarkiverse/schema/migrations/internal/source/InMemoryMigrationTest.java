package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.ids;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationKind;

class InMemoryMigrationTest {

    @Test
    void texts_are_ordered_and_read_like_files() {
        SourceScan scan = InMemoryMigration.scan("shop", List.of(
                new InMemoryMigration("views", "-- schema-migrations: repeatable\nSELECT 1;"),
                new InMemoryMigration("10", "SELECT 10;", "SELECT 'back';"),
                new InMemoryMigration("9", "SELECT 9;")));

        assertThat(ids(scan)).containsExactly("9", "10", "views");
        Migration ten = scan.migrations().get(1);
        assertThat(text(ten.up())).isEqualTo("SELECT 10;");
        assertThat(text(ten.up())).as("read again").isEqualTo("SELECT 10;");
        assertThat(text(ten.down().orElseThrow())).isEqualTo("SELECT 'back';");
        assertThat(scan.migrations().get(2).kind()).isEqualTo(MigrationKind.REPEATABLE);
    }

    @Test
    void all_that_is_wrong_is_listed() {
        SourceScan scan = InMemoryMigration.scan("shop", List.of(
                new InMemoryMigration("a", "SELECT 1;"),
                new InMemoryMigration("A", "SELECT 1;"),
                new InMemoryMigration(" ", "SELECT 1;"),
                new InMemoryMigration("b", "SELECT '\ud83d';"),
                new InMemoryMigration("c", "-- schema-migrations: repeatable", "SELECT 1;")));

        assertThat(problems(scan)).containsExactly(
                "memory: /up.sql: ' ' cannot be the id of a migration: it is blank; give it another id",
                "memory:a/up.sql: has the id 'a', which differs only in case or form from 'A' of 'memory:A/up.sql'; ids"
                        + " must be unique in a set: rename one of them",
                "memory:b/up.sql: is not well-formed Unicode: it has half of a surrogate pair; remove it",
                "memory:c/up.sql: a repeatable migration has no down script; remove the directive 'repeatable' or the down"
                        + " script");
    }

    @Test
    void sources_merge_into_one_order_and_share_no_id() {
        List<Migration> one = InMemoryMigration.scan("shop", List.of(new InMemoryMigration("2", "SELECT 2;"))).migrations();
        List<Migration> two = InMemoryMigration.scan("shop", List.of(new InMemoryMigration("1", "SELECT 1;"),
                new InMemoryMigration("3", "SELECT 3;"))).migrations();

        assertThat(ids(SourceScan.merge("shop", List.of(one, two)))).containsExactly("1", "2", "3");
        assertThat(problems(SourceScan.merge("shop", List.of(one, one)))).containsExactly(
                "memory:2/up.sql: has the id '2', as 'memory:2/up.sql' has; ids must be unique in a set: rename one of them");
    }
}
