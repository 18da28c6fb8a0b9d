package io.quarkiverse.schema.migrations.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.commands.PackagedApplication.Ended;

/** What the application finds only when it runs: a named set, a migration in Java, scripts in a directory. */
class ExecutableIT {

    private static final String KEY = "quarkus.schema-migrations.";

    @TempDir
    Path folder;

    private String json(String command) {
        Ended ended = new PackagedApplication(folder).start(KEY + "\"audit-log\".active=true",
                KEY + "\"audit-log\".directories=" + folder.resolve("scripts"), KEY + "command=" + command,
                KEY + "command.set=audit-log", KEY + "command.output=json");
        assertThat(ended.exitCode()).as(ended.error()).isZero();
        return ended.output();
    }

    @Test
    void a_named_set_that_environment_variables_describe_is_migrated_in_the_background() throws Exception {
        Map<String, String> environment = Map.of("QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_ACTIVE", "true",
                "QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_START", "background");

        String output = new PackagedApplication(folder).startUntil("Kept: audit-log 2_first_entry", environment);

        assertThat(output).contains("Set 'audit-log': applied '1_entries'", "Kept: audit-log 1_entries");
    }

    @Test
    void commands_apply_and_roll_back_scripts_and_a_migration_in_java() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("scripts")).resolve("1_more.sql"),
                "CREATE TABLE audit_more (id INTEGER);\n");

        assertThat(json("migrate")).contains("\"1_entries\"", "\"1_more\"", "\"2_first_entry\"");
        assertThat(json("rollback")).contains("\"2_first_entry\"").doesNotContain("\"1_entries\"");
        assertThat(json("status")).contains("\"1_entries\"", "\"state\":\"applied\"", "\"state\":\"rolled back\"");
    }
}
