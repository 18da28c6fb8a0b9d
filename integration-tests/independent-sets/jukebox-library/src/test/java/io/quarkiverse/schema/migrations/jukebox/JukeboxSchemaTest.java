package io.quarkiverse.schema.migrations.jukebox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JukeboxSchemaTest {

    private static final List<String> CONFIG = List.of("2021-05-02-180000_settings", "2021-09-11-093000_players",
            "2023-01-20-210000_louder");
    private static final List<String> LIBRARY = List.of("2021-05-02-180500_tracks", "2021-06-30-120000_first_track",
            "2022-03-08-083000_plays", "2024-11-02-170000_overture");

    @TempDir
    Path folder;

    private Database database(String name) {
        return new Database(folder.resolve(name));
    }

    /** How many migrations of each schema an old release had applied. */
    static Stream<Arguments> pasts() {
        return IntStream.rangeClosed(0, CONFIG.size()).boxed().flatMap(config -> IntStream.rangeClosed(0, LIBRARY.size())
                .mapToObj(library -> Arguments.of(config, library)));
    }

    private static void applyAsOfOld(Database database, int config, int library) throws SQLException {
        for (String id : CONFIG.subList(0, config)) {
            database.applyAsOfOld("config", id);
        }
        for (String id : LIBRARY.subList(0, library)) {
            database.applyAsOfOld("library", id);
        }
    }

    private List<String> contentOfANewDatabase() throws Exception {
        Database fresh = database("fresh.db");
        JukeboxSchema.migrateConfig(fresh.dataSource());
        JukeboxSchema.migrateLibrary(fresh.dataSource());
        return fresh.content();
    }

    @Test
    void a_new_database_gets_both_schemas_and_a_history_for_each() throws Exception {
        assertThat(contentOfANewDatabase()).containsExactly("player [id,name]", "1 kitchen", "setting [name,value]", "volume 8",
                "track [id,title,plays]", "1 Silence 0", "2 Overture 1");
        assertThat(
                database("fresh.db").rows("SELECT name FROM sqlite_schema WHERE name LIKE '%migrations%' AND type = 'table'"))
                .containsExactlyInAnyOrder("schema_migrations_history_jukebox-config",
                        "schema_migrations_history_jukebox-library");
    }

    @ParameterizedTest(name = "{0} of the config, {1} of the library")
    @MethodSource("pasts")
    void an_old_database_is_carried_over_and_no_migration_runs_twice(int config, int library) throws Exception {
        Database old = database("old.db");
        applyAsOfOld(old, config, library);

        JukeboxSchema.migrateLibrary(old.dataSource());
        JukeboxSchema.migrateConfig(old.dataSource());

        assertThat(old.content()).isEqualTo(contentOfANewDatabase());
        assertThat(applied(old, "config")).isEqualTo(CONFIG);
        assertThat(applied(old, "library")).isEqualTo(LIBRARY);
    }

    @ParameterizedTest(name = "{0} of the config, {1} of the library")
    @MethodSource("pasts")
    void two_old_databases_are_carried_over_each_by_itself(int config, int library) throws Exception {
        Database settings = database("config.db");
        Database tracks = database("library.db");
        applyAsOfOld(settings, config, 0);
        applyAsOfOld(tracks, 0, library);

        JukeboxSchema.migrateConfig(settings.dataSource());
        JukeboxSchema.migrateLibrary(tracks.dataSource());

        List<String> both = new ArrayList<>(settings.content());
        both.addAll(tracks.content());
        assertThat(both).isEqualTo(contentOfANewDatabase());
    }

    @Test
    void the_second_call_and_the_call_after_a_restart_do_nothing() throws Exception {
        Database old = database("old.db");
        applyAsOfOld(old, 2, 3);
        JukeboxSchema.migrateConfig(old.dataSource());
        JukeboxSchema.migrateLibrary(old.dataSource());
        List<String> history = old.rows("SELECT * FROM \"schema_migrations_history_jukebox-library\"");

        JukeboxSchema.migrateConfig(old.dataSource());
        JukeboxSchema.migrateLibrary(old.dataSource());

        assertThat(old.content()).isEqualTo(contentOfANewDatabase());
        assertThat(old.rows("SELECT * FROM \"schema_migrations_history_jukebox-library\"")).isEqualTo(history);
        assertThat(old.rows("SELECT name FROM __jukebox_migrations")).as("the old table stays as it was").hasSize(5);
    }

    @Test
    void a_failure_is_the_products_own_exception_as_ever() throws Exception {
        Database broken = database("broken.db");
        broken.execute("CREATE TABLE setting (something INTEGER)");

        assertThatThrownBy(() -> JukeboxSchema.migrateConfig(broken.dataSource())).isInstanceOf(JukeboxException.class)
                .hasMessageContaining("2021-05-02-180000_settings").hasMessageContaining("already exists");
    }

    private static List<String> applied(Database database, String schema) throws SQLException {
        return database.rows("SELECT id FROM \"schema_migrations_history_jukebox-" + schema
                + "\" WHERE state = 'applied' AND id LIKE '2%' ORDER BY id");
    }
}
