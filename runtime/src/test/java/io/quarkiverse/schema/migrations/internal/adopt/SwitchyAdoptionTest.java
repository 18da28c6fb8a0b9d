package io.quarkiverse.schema.migrations.internal.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.Policies;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.TestDatabase;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.AdoptionReport;
import io.quarkiverse.schema.migrations.report.AdoptionReport.Verification;
import io.quarkiverse.schema.migrations.report.Execution;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Taking over from switchy, in every layout that its table has had. */
@ParameterizedClass
@EnumSource
class SwitchyAdoptionTest {

    private static final String UNKNOWN = "0".repeat(64);

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.empty(directory);
    }

    /** The type that switchy gives to times. */
    private String time() {
        return switch (kind) {
            case SQLITE -> "TEXT";
            case POSTGRESQL -> "TIMESTAMP";
            case MYSQL, MARIADB -> "DATETIME";
        };
    }

    private SwitchyDatabase switchy() {
        return new SwitchyDatabase(database, time());
    }

    private SchemaMigrationsBuilder music() {
        return database.migrations().directory(SwitchyDatabase.scripts(), "sqlite");
    }

    private SchemaMigrations adopting() {
        return music().adopt(Adoption.switchy()).build();
    }

    private static Policies warningOfChanges() {
        return Policies.DEFAULT.with(Policies.Modified.WARN);
    }

    private static Policies warningOfLosses() {
        return Policies.DEFAULT.with(Policies.Missing.WARN);
    }

    private static List<String> words(AdoptionReport report) {
        return report.adopted().stream().map(Object::toString).toList();
    }

    private List<String> applied() {
        return music().build().status().idsIn(MigrationState.APPLIED).stream().map(MigrationId::value).toList();
    }

    @Test
    void passes_over_what_a_shared_table_holds_of_another_set() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        database.execute(
                "INSERT INTO " + SwitchyDatabase.TABLE + " VALUES ('2023-10-13-200000_settings', '2023-12-01 10:20:32')");

        AdoptionReport report = music().build()
                .adopt(Adoption.switchy().sharedWith(List.of("2023-10-13-200000_settings", "never_applied")));

        assertThat(report.adopted()).hasSize(2);
        assertThat(report.passedOver()).map(Object::toString)
                .containsExactly("'2023-10-13-200000_settings' belongs to another set");
        assertThat(applied()).containsExactly(SwitchyDatabase.INITIAL, SwitchyDatabase.TRACKS);
    }

    @Test
    void takes_over_a_table_of_names_and_leaves_it_as_it_is() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);

        AdoptionReport report = music().build().adopt(Adoption.switchy());

        assertThat(words(report)).containsExactly(
                "'" + SwitchyDatabase.INITIAL + "' not verified: '" + report.table().orElseThrow() + "' has no checksums",
                "'" + SwitchyDatabase.TRACKS + "' not verified: '" + report.table().orElseThrow() + "' has no checksums");
        assertThat(report.table().orElseThrow()).endsWith("." + SwitchyDatabase.TABLE);
        assertThat(report.tool()).isEqualTo("switchy");
        assertThat(applied()).containsExactly(SwitchyDatabase.INITIAL, SwitchyDatabase.TRACKS);
        assertThat(database.count(SwitchyDatabase.TABLE)).isEqualTo(2);
    }

    @Test
    void a_start_takes_over_and_then_applies_what_is_pending() {
        switchy().tableOfNames("__moosicbox_schema_migrations");

        assertThat(adopting().plan().steps()).extracting(step -> step.id().value()).containsExactly(SwitchyDatabase.SIZES);
        assertThat(adopting().migrate().done()).extracting(step -> step.id().value()).containsExactly(SwitchyDatabase.SIZES);

        assertThat(applied()).containsExactly(SwitchyDatabase.INITIAL, SwitchyDatabase.TRACKS, SwitchyDatabase.SIZES);
        assertThat(database.query("SELECT applied_order FROM schema_migrations_history ORDER BY id"))
                .containsExactly("1", "2", "3");
        assertThat(adopting().migrate().done()).isEmpty();
    }

    @Test
    void what_was_taken_over_can_be_rolled_back() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        adopting().migrate();
        database.execute("ALTER TABLE track DROP COLUMN size",
                "DELETE FROM schema_migrations_history WHERE id = '" + SwitchyDatabase.SIZES + "'");

        assertThat(database.migrations().build().rollback().done()).extracting(step -> step.id().value())
                .containsExactly(SwitchyDatabase.TRACKS);
        assertThat(database.tables()).contains("artist").doesNotContain("track");
    }

    @Test
    void keeps_when_and_by_which_tool_it_was_applied() {
        switchy().tableOfStates();
        switchy().state(SwitchyDatabase.INITIAL, "30", "completed", null);

        adopting().adopt(Adoption.switchy());

        Execution execution = music().build().status().migrations().get(0).execution().orElseThrow();
        assertThat(execution.application()).contains("switchy");
        assertThat(execution.attempts()).isZero();
        assertThat(execution.started().toString()).endsWith(":20:30Z");
        assertThat(execution.finished().orElseThrow().toString()).endsWith(":21:30Z");
        assertThat(execution.duration().orElseThrow()).hasMinutes(1);
    }

    @Test
    void verifies_checksums_of_files_and_of_code_and_says_which_it_cannot() {
        switchy().tableOfChecksums();
        switchy().checksums(SwitchyDatabase.INITIAL, SwitchyDatabase.hash(SwitchyDatabase.INITIAL, "up.sql", ""),
                SwitchyDatabase.hash(SwitchyDatabase.INITIAL, "down.sql", ""));
        switchy().checksums(SwitchyDatabase.TRACKS, SwitchyDatabase.hash(SwitchyDatabase.TRACKS, "up.sql", "EXEC_RAW:"),
                SwitchyDatabase.hash(SwitchyDatabase.TRACKS, "down.sql", "EXEC_RAW:"));
        switchy().checksums(SwitchyDatabase.SIZES, UNKNOWN, SwitchyDatabase.hash(SwitchyDatabase.SIZES, "down.sql", ""));

        AdoptionReport report = music().build().adopt(Adoption.switchy());

        assertThat(words(report)).containsExactly("'" + SwitchyDatabase.INITIAL + "' verified",
                "'" + SwitchyDatabase.TRACKS + "' verified",
                "'" + SwitchyDatabase.SIZES + "' not verified: switchy did not know its checksum");
        assertThat(report.verified()).isEqualTo(2);
    }

    @Test
    void verifies_scripts_that_have_gained_directives_and_says_so(@TempDir Path folder) throws IOException {
        switchy().tableOfChecksums();
        for (String prefix : List.of("", "EXEC_RAW:")) {
            String id = prefix.isEmpty() ? SwitchyDatabase.INITIAL : SwitchyDatabase.TRACKS;
            switchy().checksums(id, SwitchyDatabase.hash(id, "up.sql", prefix), SwitchyDatabase.hash(id, "down.sql", prefix));
            Files.createDirectory(folder.resolve(id));
            for (String file : List.of("up.sql", "down.sql")) {
                Path script = SwitchyDatabase.scripts().resolve(id).resolve(file);
                if (Files.exists(script)) {
                    Files.writeString(folder.resolve(id).resolve(file), "-- schema-migrations: transaction=none\n"
                            + Files.readString(script));
                }
            }
        }

        AdoptionReport report = database.migrations().directory(folder, "sqlite").build().adopt(Adoption.switchy());

        assertThat(words(report)).containsExactly(
                "'" + SwitchyDatabase.INITIAL + "' verified: without the lines of its directives",
                "'" + SwitchyDatabase.TRACKS + "' verified: without the lines of its directives");
    }

    @Test
    void tells_of_a_down_script_that_has_changed() {
        switchy().tableOfChecksums();
        switchy().checksums(SwitchyDatabase.INITIAL, SwitchyDatabase.hash(SwitchyDatabase.INITIAL, "up.sql", ""),
                SwitchyDatabase.hash(SwitchyDatabase.TRACKS, "down.sql", ""));
        switchy().checksums(SwitchyDatabase.SIZES, SwitchyDatabase.hash(SwitchyDatabase.SIZES, "up.sql", ""),
                SwitchyDatabase.hash(SwitchyDatabase.TRACKS, "down.sql", ""));

        assertThat(words(music().build().adopt(Adoption.switchy()))).containsExactly(
                "'" + SwitchyDatabase.INITIAL + "' verified: its down script differs from the one that switchy knew",
                "'" + SwitchyDatabase.SIZES + "' verified: its down script differs from the one that switchy knew");
    }

    @Test
    void refuses_what_was_changed_since_and_lists_all_of_it() {
        switchy().tableOfChecksums();
        switchy().checksums(SwitchyDatabase.INITIAL, SwitchyDatabase.hash(SwitchyDatabase.TRACKS, "up.sql", ""), UNKNOWN);
        switchy().checksums(SwitchyDatabase.TRACKS, SwitchyDatabase.hash(SwitchyDatabase.INITIAL, "up.sql", ""), UNKNOWN);

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContainingAll("cannot be adopted as it is", "'" + SwitchyDatabase.INITIAL
                        + "' was changed after switchy applied it: ",
                        "up.sql is "
                                + SwitchyDatabase.hash(SwitchyDatabase.INITIAL, "up.sql", "") + ", applied was "
                                + SwitchyDatabase.hash(SwitchyDatabase.TRACKS, "up.sql", ""),
                        "'" + SwitchyDatabase.TRACKS + "' was changed",
                        "restore the file and put the change into a new migration, or set modified=warn to take it as it is");
        assertThat(database.tables()).doesNotContain("schema_migrations_history");
    }

    @Test
    void takes_over_what_was_changed_since_where_that_is_allowed() {
        switchy().tableOfChecksums();
        switchy().checksums(SwitchyDatabase.INITIAL, SwitchyDatabase.hash(SwitchyDatabase.TRACKS, "up.sql", ""), UNKNOWN);

        AdoptionReport report = music().policies(warningOfChanges()).build()
                .adopt(Adoption.switchy());

        assertThat(report.adopted()).singleElement().extracting(AdoptionReport.Adopted::verification)
                .isEqualTo(Verification.DIFFERENT);
        assertThat(applied()).containsExactly(SwitchyDatabase.INITIAL);
    }

    @Test
    void refuses_what_is_in_progress_or_has_failed() {
        switchy().tableOfStates();
        switchy().state(SwitchyDatabase.INITIAL, "30", "in_progress", null);
        switchy().state(SwitchyDatabase.TRACKS, "31", "failed", "near \"TABEL\": syntax error\nat line 1");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContainingAll("'" + SwitchyDatabase.INITIAL + "' is in progress in '",
                        "'" + SwitchyDatabase.TRACKS + "' is failed in '",
                        "(near \"TABEL\": syntax error): look at the schema; where all of it is there set its status to"
                                + " completed, where nothing of it is delete its row, and start again");
        assertThatThrownBy(() -> adopting().plan()).isInstanceOf(AdoptionRefusedException.class);
        assertThat(database.tables()).doesNotContain("schema_migrations_history");
    }

    @Test
    void of_two_rows_the_completed_one_counts() {
        switchy().tableOfStates();
        switchy().state(SwitchyDatabase.INITIAL, "30", "completed", null);
        switchy().state(SwitchyDatabase.INITIAL, "31", "failed", "table artist already exists");
        switchy().state(SwitchyDatabase.TRACKS, "32", "completed", null);
        switchy().state(SwitchyDatabase.TRACKS, "32", "completed", null);

        assertThat(words(music().build().adopt(Adoption.switchy()))).satisfiesExactly(
                first -> assertThat(first).startsWith("'" + SwitchyDatabase.INITIAL + "' not verified: ")
                        .endsWith("has no checksums; another row of it is failed"),
                second -> assertThat(second).startsWith("'" + SwitchyDatabase.TRACKS + "' not verified: ")
                        .endsWith("has no checksums"));
    }

    @Test
    void refuses_what_the_sources_have_lost() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        database.execute("INSERT INTO " + SwitchyDatabase.TABLE + " VALUES ('2023-10-13-200000_lost', '2023-12-01 10:20:32')");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContainingAll("'2023-10-13-200000_lost' is applied according to '",
                        "', but not in the sources: restore its file with the id '2023-10-13-200000_lost',"
                                + " or set missing=warn to go on without it");
        assertThat(database.tables()).doesNotContain("schema_migrations_history");
    }

    @Test
    void remembers_what_the_sources_have_lost_where_that_is_allowed() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        database.execute("INSERT INTO " + SwitchyDatabase.TABLE + " VALUES ('2023-10-13-200000_lost', '2023-12-01 10:20:32')");

        music().policies(warningOfLosses()).build().adopt(Adoption.switchy());

        assertThat(music().build().status().idsIn(MigrationState.MISSING)).extracting(MigrationId::value)
                .containsExactly("2023-10-13-200000_lost");
    }

    @Test
    void remembers_what_a_newer_release_has_applied() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        database
                .execute("INSERT INTO " + SwitchyDatabase.TABLE + " VALUES ('2024-01-01-000000_newer', '2023-12-01 10:20:32')");

        assertThat(words(music().build().adopt(Adoption.switchy())).get(2))
                .isEqualTo("'2024-01-01-000000_newer' not verified: it is not in the sources");
        assertThat(music().build().status().idsIn(MigrationState.FUTURE)).hasSize(1);
    }

    @Test
    void takes_over_a_table_of_another_name() {
        switchy().tableOfNames("music_migrations");

        assertThat(music().adopt(Adoption.switchy("music_migrations")).build().migrate().done()).hasSize(1);
        assertThat(applied()).containsExactly(SwitchyDatabase.INITIAL, SwitchyDatabase.TRACKS, SwitchyDatabase.SIZES);
    }

    @Test
    void refuses_to_migrate_beside_a_history_that_nobody_has_spoken_of() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);

        assertThatThrownBy(() -> music().build().migrate()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContainingAll("Migration refused, nothing was changed: it has no history yet, but another tool does",
                        "' is the history of switchy\n    To adopt it, set quarkus.schema-migrations.adopt=switchy"
                                + " (adopt(Adoption.switchy()) of the builder). If it belongs to another schema, set"
                                + " quarkus.schema-migrations.adopt=ignore (ignoreOtherTools() of the builder)");
        assertThatThrownBy(() -> music().set("music").build().plan()).isInstanceOf(AdoptionRefusedException.class)
                .hasMessageContaining("set quarkus.schema-migrations.\"music\".adopt=switchy");
        assertThat(database.tables()).doesNotContain("schema_migrations_history");
    }

    @Test
    void refuses_to_migrate_when_another_history_is_there_than_the_one_that_was_named() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);

        assertThatThrownBy(() -> music().adopt(Adoption.switchy("misspelt")).build().migrate())
                .isInstanceOf(AdoptionRefusedException.class).hasMessageContaining("adopt=switchy (adopt(");
        assertThatThrownBy(() -> music().adopt(Adoption.flyway()).build().plan())
                .isInstanceOf(AdoptionRefusedException.class).hasMessageContaining("adopt=switchy (adopt(");
        assertThat(database.tables()).doesNotContain("schema_migrations_history");
    }

    @Test
    void migrates_beside_a_history_that_is_another_schema_s() {
        database.execute(
                "CREATE TABLE " + SwitchyDatabase.TABLE + " (name TEXT NOT NULL, run_on " + time() + " NOT NULL)",
                "INSERT INTO " + SwitchyDatabase.TABLE + " VALUES ('something', '2023-12-01 10:20:31')");

        assertThat(music().ignoreOtherTools().build().migrate().done()).hasSize(3);
    }

    @Test
    void an_empty_table_or_one_of_the_same_name_stops_nobody() {
        database.execute(
                "CREATE TABLE " + SwitchyDatabase.TABLE + " (name TEXT NOT NULL, run_on " + time() + " NOT NULL)",
                "CREATE TABLE __moosicbox_schema_migrations (a INT)",
                "INSERT INTO __moosicbox_schema_migrations VALUES (1)");

        assertThat(music().build().migrate().done()).hasSize(3);
    }

    @Test
    void a_set_with_a_history_takes_over_nothing() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        music().build().baseline(MigrationId.of(SwitchyDatabase.TRACKS));

        AdoptionReport report = music().build().adopt(Adoption.switchy());

        assertThat(report.table()).isEmpty();
        assertThat(report.adopted()).isEmpty();
        assertThat(adopting().migrate().done()).extracting(step -> step.id().value()).containsExactly(SwitchyDatabase.SIZES);
    }

    @Test
    void starters_that_come_together_take_over_once() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        List<SchemaMigrations> starters = Stream.generate(this::adopting).limit(4).toList();

        List<CompletableFuture<RunReport>> runs = starters.stream()
                .map(one -> CompletableFuture.supplyAsync(one::migrate, task -> new Thread(task).start())).toList();

        assertThat(runs.stream().flatMap(run -> run.join().done().stream())).extracting(step -> step.id().value())
                .containsExactly(SwitchyDatabase.SIZES);
        assertThat(database.query("SELECT id FROM schema_migrations_history ORDER BY applied_order"))
                .containsExactly(SwitchyDatabase.INITIAL, SwitchyDatabase.TRACKS, SwitchyDatabase.SIZES);
    }

    @Test
    void listeners_hear_of_it_once() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        List<AdoptionReport> heard = new ArrayList<>();
        SchemaMigrations migrations = music().adopt(Adoption.switchy()).listener(new MigrationListener() {
            @Override
            public void adopted(AdoptionReport report) {
                heard.add(report);
            }
        }).build();

        migrations.migrate();
        migrations.migrate();

        assertThat(heard).singleElement().satisfies(report -> assertThat(report.adopted()).hasSize(2));
    }

    @Test
    void a_database_that_has_seen_no_other_tool_is_just_migrated() {
        assertThat(adopting().migrate().done()).hasSize(3);
    }

    @Test
    void refuses_to_take_over_what_is_not_there() {
        assertThatThrownBy(() -> music().build().adopt(Adoption.switchy("nowhere")))
                .isInstanceOf(AdoptionRefusedException.class).hasMessageContaining(
                        "the database has no table 'nowhere' with a history of switchy in the schema of the history table or of"
                                + " the connection\n    If it is elsewhere, set adopt-table=<schema>.<table>");
        assertThatThrownBy(() -> music().build().adopt(Adoption.switchy("no.where")))
                .isInstanceOf(AdoptionRefusedException.class).hasMessageContaining("no table 'no.where'");
        assertThatThrownBy(() -> music().adopt(Adoption.switchy("."))).isInstanceOf(InvalidSettingException.class)
                .hasMessage("'.' is not the name of a table");
        assertThatThrownBy(() -> music().build().adopt(Adoption.switchy("."))).isInstanceOf(InvalidSettingException.class);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void asks_which_one_when_there_are_two() {
        switchy().tableOfNames(SwitchyDatabase.TABLE);
        database.execute("CREATE TABLE __moosicbox_schema_migrations (name TEXT NOT NULL, run_on " + time()
                + " NOT NULL)");

        assertThatThrownBy(() -> adopting().migrate()).isInstanceOf(AdoptionRefusedException.class).hasMessageContainingAll(
                "switchy has several histories", "If it is the one to adopt, set adopt-table=",
                "__moosicbox_schema_migrations");
    }
}
