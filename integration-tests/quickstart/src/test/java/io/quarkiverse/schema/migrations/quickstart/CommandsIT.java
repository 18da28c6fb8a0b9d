package io.quarkiverse.schema.migrations.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a packaged application that has a main method of its own, which must not run then. */
class CommandsIT {

    private static final String KEY = "-Dquarkus.schema-migrations.command";

    @TempDir
    Path folder;

    @Test
    void status_prints_every_migration_and_nothing_of_the_shop() throws Exception {
        List<String> lines = run(0, KEY + "=status");

        assertThat(lines).startsWith(MigrationFiles.ids().size() + " pending", "");
        assertThat(lines.get(2)).matches("MIGRATION +STATE +WHEN \\(UTC\\) +TOOK +BY");
        assertThat(lines.subList(3, lines.size())).extracting(line -> line.split(" ")[0])
                .containsExactlyElementsOf(MigrationFiles.ids());
    }

    @Test
    void a_failed_command_exits_with_its_code() throws Exception {
        assertThat(run(2, KEY + "=rollback", KEY + ".target=nowhere")).isEmpty();
    }

    @Test
    void drift_tells_what_was_changed_by_hand() throws Exception {
        run(0, KEY + "=migrate");
        assertThat(run(0, KEY + "=drift")).containsExactly("Datasource <default> (set <default>): no drift");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE loose (id INTEGER)");
        }

        assertThat(run(11, KEY + "=drift")).containsExactly("Datasource <default> (set <default>): 1 difference",
                "  - unexpected: table loose");
        run(0, KEY + "=status");
    }

    @Test
    void skip_leaves_the_schema_to_others() throws Exception {
        run(0, KEY + "=migrate");
        run(0, KEY + "=rollback");

        assertThat(run(0, KEY + "=skip")).contains("The schema is current.", "Best-selling products:");
        assertThat(run(0, KEY + "=status").get(0)).endsWith("1 rolled back, " + (MigrationFiles.ids().size() - 1) + " applied");
    }

    @Test
    void scripts_that_are_mounted_beside_it_get_their_values_at_the_start() throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Files.writeString(mounted.resolve("9999-01-01_region.sql"),
                "CREATE TABLE ${region} (id INTEGER PRIMARY KEY);");
        String directory = "-Dquarkus.schema-migrations.directories=" + mounted;
        String region = "-Dquarkus.schema-migrations.placeholders.region=north";

        assertThat(run(0, KEY + "=migrate", directory, region)).anyMatch(line -> line.startsWith("9999-01-01_region "));
        assertThat(run(0, KEY + "=status", directory, region).get(0)).endsWith(MigrationFiles.ids().size() + 1 + " applied");

        Files.delete(mounted.resolve("9999-01-01_region.sql"));
        Files.delete(mounted);
        run(6, KEY + "=status", directory, region);
        assertThat(error()).contains(mounted + ": does not exist");
    }

    @Test
    void a_failed_start_says_once_what_is_wrong_and_exits_with_the_code_of_its_kind() throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Files.writeString(mounted.resolve("9999-01-01_wrong.sql"), "INSERT INTO nowhere VALUES (1);");

        List<String> failed = run(4, "-Dquarkus.schema-migrations.directories=" + mounted);

        assertThat(failed).filteredOn(line -> line.contains("Stopped after ")).singleElement().asString()
                .endsWith("no such table: nowhere");
        assertThat(failed).filteredOn(line -> line.contains("INSERT INTO nowhere")).hasSize(1);
        assertThat(failed).noneMatch(line -> line.startsWith("\tat "));
        assertThat(error()).doesNotContain("nowhere", "\tat ");
    }

    @Test
    void a_start_that_has_waited_in_vain_says_what_is_pending_and_creates_nothing() throws Exception {
        String wait = "-Dquarkus.schema-migrations.start=wait";
        int all = MigrationFiles.ids().size();

        assertThat(run(7, wait, "-Dquarkus.schema-migrations.wait-timeout=PT0S"))
                .anyMatch(line -> line.contains(all + " migrations pending: '"));
        assertThat(run(0, KEY + "=status").get(0)).endsWith(all + " pending");
        run(0, KEY + "=migrate");

        assertThat(run(0, wait)).contains("The schema is current.");
    }

    @Test
    void a_packaged_application_is_never_cleaned_at_its_start() throws Exception {
        run(0, KEY + "=migrate");

        run(1, "-Dquarkus.schema-migrations.clean-allowed=true", "-Dquarkus.schema-migrations.clean-at-start=true");

        assertThat(run(0, KEY + "=status").get(0)).endsWith(MigrationFiles.ids().size() + " applied");
    }

    private List<String> run(int exitCode, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(PackagedShop.command(folder.resolve("shop.db")));
        command.addAll(1, List.of(options));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(folder.resolve("error.txt").toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as(() -> error()).isEqualTo(exitCode);
        return Files.readAllLines(output);
    }

    private String error() {
        try {
            return Files.readString(folder.resolve("error.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
