package io.quarkiverse.schema.migrations.internal.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.internal.adopt.AdoptionPlan.ForeignExecution;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.Migration;

/** What Flyway's rows come to, where a database need not be asked. */
class FlywayHistoryTest {

    private static List<Migration> sources(String... ids) {
        return InMemoryMigration.scan("test", Stream.of(ids).map(id -> new InMemoryMigration(id, "SELECT 1")).toList())
                .migrations();
    }

    private static Flyway.History.Row row(String type, String version, String description) {
        return new Flyway.History.Row(Optional.ofNullable(version), description, type, description, Optional.empty(),
                Flyway.History.Row.Outcome.SUCCESS, ForeignExecution.at(Instant.EPOCH));
    }

    private static List<String> ids(ForeignTool.History foreign) {
        return foreign.foreignRows().stream().map(foreignRow -> foreignRow.id().value()).toList();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({ "1,1.0", "1,01", "1_2,1.2", "1.0.0,1", "0,0.0", "20240101120000,20240101120000.0" })
    void versions_that_are_one_to_flyway(String one, String other) {
        assertThat(Flyway.Version.of(one)).isEqualTo(Flyway.Version.of(other)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a", "1.", ".1", "1..2", "V1", "1-2" })
    void texts_that_are_no_versions(String text) {
        assertThat(Flyway.Version.of(text)).isEmpty();
    }

    @Test
    void versions_are_ordered_number_by_number() {
        assertThat(Stream.of("10", "1.10", "2", "1.9", "1").map(text -> Flyway.Version.of(text).orElseThrow()).sorted())
                .extracting(Flyway.Version::toString).containsExactly("1", "1.9", "1.10", "2", "10");
    }

    @Test
    void a_description_that_flyway_has_cut_short_is_found() {
        String words = "a".repeat(210);
        List<Migration> sources = InMemoryMigration.scan("test",
                List.of(new InMemoryMigration(words, "-- schema-migrations: repeatable\nSELECT 1"))).migrations();

        ForeignTool.History foreign = new Flyway.History(sources).of(List.of(row("SQL", null, "a".repeat(197) + "...")));

        assertThat(ids(foreign)).containsExactly(words);
    }

    @ParameterizedTest
    @ValueSource(strings = { "BASELINE", "SQL_BASELINE" })
    void a_baseline_counts_for_all_that_is_not_newer_even_where_it_has_no_file(String type) {
        ForeignTool.History foreign = new Flyway.History(sources("1", "2", "2.1", "3", "another"))
                .of(List.of(row(type, "2.1", "squashed"), row("SQL", "3", "three")));

        assertThat(ids(foreign)).containsExactly("1", "2", "2.1", "3");
        assertThat(foreign.passedOver()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "UNDO_SQL", "UNDO_JDBC", "UNDO_SCRIPT", "DELETE" })
    void what_a_later_row_takes_back_is_not_applied(String type) {
        ForeignTool.History foreign = new Flyway.History(sources("1", "2"))
                .of(List.of(row("SQL", "1", "one"), row("SQL", "2", "two"), row(type, "2.0", "two")));

        assertThat(ids(foreign)).containsExactly("1");
    }

    @Test
    void a_name_that_can_be_no_id_is_an_objection() {
        ForeignTool.History foreign = new Flyway.History(sources("1")).of(List.of(row("SQL", null, " blank")));

        assertThat(foreign.objections()).singleElement().asString().isEqualTo("' blank' is applied, but not in the sources:"
                + " ' blank' cannot be the id of a migration: it begins or ends with a blank");
    }
}
