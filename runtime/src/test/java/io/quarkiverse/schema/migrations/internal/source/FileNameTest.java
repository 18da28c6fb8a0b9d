package io.quarkiverse.schema.migrations.internal.source;

import static io.quarkiverse.schema.migrations.internal.source.Fixtures.ids;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.problems;
import static io.quarkiverse.schema.migrations.internal.source.Fixtures.scan;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.internal.source.SourceRoot.Origin;

/** What the names of files are made of, in whatever locale the process runs. */
class FileNameTest {

    private static final String REMEDY = "; set the environment variable LC_ALL to C.UTF-8, or to another locale that is UTF-8,"
            + " or rename it if its name is not UTF-8";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEST")
    void cannot_be_decoded_in_a_posix_locale_which_is_an_error_for_each_of_them(Origin origin) throws Exception {
        // of the second and the third, as many bytes are no ASCII
        for (String name : List.of("1.sql", "2_é.sql", "2_è.sql", "3_à/up.sql", "4/up.sql", "4/notés.txt")) {
            make(name);
        }

        String garbled = " has a name that cannot be decoded: Java reads the names of files as ANSI_X3.4-1968 here" + REMEDY;
        String prefix = switch (origin) {
            case DIRECTORY -> folder.toString();
            case LIBRARY -> "shop.jar!/db/migrations";
            default -> "db/migrations";
        };
        assertThat(scanned(origin, Map.of("LC_ALL", "C"))).containsExactly("1", "4",
                prefix + "/2_\\uFFFD\\uFFFD.sql:" + garbled,
                prefix + "/3_\\uFFFD\\uFFFD:" + garbled,
                prefix + "/4/not\\uFFFD\\uFFFDs.txt:" + garbled);
    }

    @Test
    void are_what_they_are_in_the_locale_that_the_error_names() throws Exception {
        make("1_é.sql");
        make("2_è.sql");

        assertThat(scanned(Origin.DIRECTORY, Map.of("LC_ALL", "C.UTF-8"))).hasSize(2);
    }

    @Test
    void cannot_be_decoded_in_any_locale_when_they_are_not_utf_8() throws Exception {
        rename(make("1.sql"), "1_\\xe9.sql");
        rename(make("2.sql"), "\\xe9_2.sql");

        String garbled = " has a name that cannot be decoded: Java reads the names of files as UTF-8 here" + REMEDY;
        assertThat(scanned(Origin.DIRECTORY, Map.of("LC_ALL", "C.UTF-8"))).containsExactly(
                folder + "/1_\\uFFFD.sql:" + garbled, folder + "/\\uFFFD_2.sql:" + garbled);
    }

    @Test
    void may_hold_the_character_that_stands_for_those_that_cannot_be_decoded() throws Exception {
        make("1_\uFFFD.sql");

        assertThat(scanned(Origin.DIRECTORY, Map.of("LC_ALL", "C.UTF-8"))).containsExactly("1_\\uFFFD");
    }

    @Test
    void begin_with_readme_in_capitals_where_they_are_ignored() throws Exception {
        for (String ignored : List.of("README", "README.txt", "README_2.sql", "notes.md", ".gitkeep", ".1.sql")) {
            make(ignored);
        }
        make("readmeter_2.sql");
        make("Readme_3.sql");
        make("readme/up.sql");

        assertThat(ids(scan("sqlite", SourceRoot.directory(folder)))).containsExactly("Readme_3", "readme", "readmeter_2");
        make("readme.txt");
        make("Readme");
        assertThat(problems(scan("sqlite", SourceRoot.directory(folder)))).hasSize(2)
                .allMatch(problem -> problem.contains("fits no layout"));
    }

    @Test
    void show_what_is_invisible_in_them() throws IOException {
        make("1\u200B.txt");
        make("2\u00A0x.sql");
        make("2\u00A0X.sql");

        assertThat(problems(scan("sqlite", SourceRoot.directory(folder)))).hasSize(2)
                .anyMatch(problem -> problem.startsWith(folder + "/1\\u200B.txt: fits no layout"))
                .anyMatch(problem -> problem.startsWith(folder + "/2\\u00A0x.sql: has the id '2\\u00A0x'")
                        && problem.contains("from '2\\u00A0X' of '" + folder + "/2\\u00A0X.sql'"));
    }

    private Path make(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "SELECT 1;");
    }

    private static void rename(Path file, String bytes) throws Exception {
        assertThat(new ProcessBuilder("bash", "-c", "mv \"$0\" \"$(dirname \"$0\")\"/$'" + bytes + "'", file.toString())
                .inheritIO().start().waitFor()).isZero();
    }

    private List<String> scanned(Origin origin, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ScanProcess.class.getName(), origin.name(), folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }
}
