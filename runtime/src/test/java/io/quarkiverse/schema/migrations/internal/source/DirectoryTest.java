package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.ids;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.migration;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.scan;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.ScriptText;

class DirectoryTest {

    @TempDir
    Path temp;

    private Path directory;

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = Files.createDirectory(temp.resolve("scripts"));
    }

    private Path write(String file, String text) throws IOException {
        Path path = temp.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private SourceScan scanned() {
        return scan("sqlite", SourceRoot.directory(directory));
    }

    @Test
    void refuses_a_link_that_leads_to_itself() throws IOException {
        Files.createSymbolicLink(directory.resolve("1.sql"), Path.of("1.sql"));

        assertThat(problems(scanned())).singleElement().asString()
                .startsWith(directory + "/1.sql: cannot be read (java.nio.file.FileSystem")
                .endsWith("); check where it leads and its permissions");
    }

    @Test
    void refuses_links_that_lead_out_of_the_directory() throws IOException {
        Path outside = write("outside.sql", "SELECT 'secret'");
        write("elsewhere/up.sql", "SELECT 'secret'");
        write("scripts/3/up.sql", "SELECT 3");
        Files.createSymbolicLink(directory.resolve("1.sql"), outside);
        Files.createSymbolicLink(directory.resolve("2"), Path.of("..", "elsewhere"));
        Files.createSymbolicLink(directory.resolve("3/down.sql"), Path.of("..", "..", "outside.sql"));
        Files.createSymbolicLink(directory.resolve("4.sql"), Path.of("gone.sql"));

        String out = ": is a symbolic link that leads out of the directory, where nothing is read; copy what it leads to into"
                + " the directory, or delete it";
        assertThat(problems(scanned())).containsExactly(directory + "/1.sql" + out, directory + "/2" + out,
                directory + "/3/down.sql" + out,
                directory + "/4.sql: is a symbolic link that leads nowhere; delete it");
    }

    @Test
    void is_not_taken_in_by_a_neighbour_whose_name_begins_alike() throws IOException {
        Path neighbour = write("scripts-of-others/1.sql", "SELECT 1");
        Files.createSymbolicLink(directory.resolve("1.sql"), neighbour);

        assertThat(problems(scanned())).hasSize(1);
    }

    @Test
    void reads_what_kubernetes_mounts_from_a_config_map() throws IOException {
        write("scripts/..2026_11_23_03_00/1.sql", "SELECT 1");
        write("scripts/..2026_11_23_03_00/2/up.sql", "SELECT 2");
        Files.createSymbolicLink(directory.resolve("..data"), Path.of("..2026_11_23_03_00"));
        Files.createSymbolicLink(directory.resolve("1.sql"), Path.of("..data", "1.sql"));
        Files.createSymbolicLink(directory.resolve("2"), Path.of("..data", "2"));

        SourceScan scan = scanned();

        assertThat(ids(scan)).containsExactly("1", "2");
        assertThat(text(migration(scan, "2").up())).isEqualTo("SELECT 2");
        assertThat(migration(scan, "2").up().location()).isEqualTo(directory + "/2/up.sql");
    }

    @Test
    void may_be_a_link_itself() throws IOException {
        write("scripts/1.sql", "SELECT 1");
        Path link = Files.createSymbolicLink(temp.resolve("link"), directory);

        assertThat(ids(scan("sqlite", SourceRoot.directory(link)))).containsExactly("1");
    }

    @Test
    void does_not_follow_a_link_that_is_turned_round_after_it_was_looked_at() throws IOException {
        Path inside = write("scripts/.versions/1.sql", "SELECT 1");
        Path outside = write("outside.sql", "SELECT 1");
        Path link = Files.createSymbolicLink(directory.resolve("1.sql"), inside);
        ScriptText found = ((Script) migration(scanned(), "1").up()).text();

        Files.delete(link);
        Files.createSymbolicLink(link, outside);
        Files.delete(inside);

        assertThatThrownBy(found::open).isInstanceOf(IOException.class).hasMessageContaining(".versions");
    }

    @Test
    void refuses_what_is_no_file_without_waiting_for_it() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", directory.resolve("1.sql").toString()).start().waitFor()).isZero();

        assertThat(problems(scanned())).containsExactly(directory + "/1.sql: is neither a file nor a folder; delete it");
    }

    @Test
    void names_a_file_in_the_place_of_a_directory() throws IOException {
        Path file = write("scripts/1.sql", "SELECT 1");

        assertThat(problems(scan("sqlite", SourceRoot.directory(file)))).containsExactly(file
                + ": cannot be read (java.nio.file.NotDirectoryException: " + file
                + "); check that it is a folder and its permissions");
    }

    @Test
    void has_strangers_that_are_problems() throws IOException {
        write("scripts/notes.txt", "Not a migration.");
        write("scripts/README.txt", "What this is.");

        assertThat(problems(scanned())).containsExactly(directory + "/notes.txt: fits no layout of migrations; name it"
                + " '<id>.sql', '<id>.up.sql' or 'V<version>__<description>.sql' if it is one, or move it out of '" + directory
                + "'");
    }

    @Test
    void lists_both_places_of_an_id_in_two_directories() throws IOException {
        write("scripts/1.sql", "SELECT 1");
        write("more/1/up.sql", "SELECT 1");
        Path more = temp.resolve("more");

        assertThat(problems(scan("sqlite", SourceRoot.directory(directory), SourceRoot.directory(more)))).containsExactly(
                directory + "/1.sql: has the id '1', as '" + more + "/1/up.sql' has; ids must be unique in a set:"
                        + " rename one of them");
    }

    @Test
    void notices_that_a_script_is_edited_after_it_was_found() throws IOException {
        Path file = write("scripts/1.sql", "SELECT 1;\n");
        ScriptText found = ((Script) migration(scanned(), "1").up()).text();

        Files.writeString(file, "\uFEFFSELECT 1;\r\n");
        assertThat(read(found)).isEqualTo(14);

        Files.writeString(file, "SELECT 2;\n");
        assertThatThrownBy(() -> read(found)).isInstanceOf(IOException.class)
                .hasMessage("it was changed while the command was running; run the command again");
    }

    private static int read(ScriptText text) throws IOException {
        try (InputStream in = text.open()) {
            return in.readAllBytes().length;
        }
    }
}
