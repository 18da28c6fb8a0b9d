package io.quarkiverse.schema.migrations.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.servers.PackagedApplication.Ended;

/**
 * What an application finds only when it runs: a set whose configuration comes from environment variables, a migration in
 * Java, scripts in a directory, the command line. The same for a jar and for a native executable.
 */
public abstract class ExecutableContract {

    private static final String VARIABLE = "QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_";
    private static final String COMMAND = "quarkus.schema-migrations.command";

    @TempDir
    Path folder;

    private final Server server;
    private final Map<String, String> environment = new HashMap<>(Map.of(VARIABLE + "ACTIVE", "true"));
    private PackagedApplication application;

    /** @param server what the application was built for */
    protected ExecutableContract(Server server) {
        this.server = server;
    }

    @BeforeEach
    void begin_with_an_empty_database() {
        application = new PackagedApplication(server.empty("executable"), folder);
    }

    private String json(String command) throws Exception {
        Ended ended = application.start(environment, COMMAND + "=" + command, COMMAND + ".set=audit-log",
                COMMAND + ".output=json");
        assertThat(ended.exitCode()).as(ended.output() + ended.error()).isZero();
        assertThat(ended.output())
                .startsWith("{\"command\":\"" + command + "\",\"exitCode\":0,\"sets\":[{\"set\":\"audit-log\"")
                .endsWith("}\n");
        return ended.output();
    }

    @Test
    void commands_apply_and_roll_back_scripts_and_a_migration_in_java() throws Exception {
        assertThat(json("migrate")).contains("\"1_entries\"", "\"2_first_entry\"");
        assertThat(json("rollback")).contains("\"2_first_entry\"").doesNotContain("\"1_entries\"");
        assertThat(json("status")).contains("\"1_entries\"", "\"state\":\"applied\"", "\"state\":\"rolled back\"");
    }

    @Test
    void a_start_applies_the_scripts_of_a_directory() throws Exception {
        Path directory = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(directory.resolve("3_more.sql"), "CREATE TABLE audit_more (id INT);\n");
        environment.put(VARIABLE + "DIRECTORIES", directory.toString());

        Ended ended = application.start(environment);

        assertThat(ended.exitCode()).as(ended.output() + ended.error()).isZero();
        assertThat(ended.output()).contains("Set 'audit-log': applied '1_entries'", "Set 'audit-log': applied '2_first_entry'",
                "Set 'audit-log': applied '3_more'", "Audit log: CURRENT");
    }

    @Test
    void a_set_is_migrated_in_the_background() throws Exception {
        environment.put(VARIABLE + "START", "background");

        Ended ended = application.start(environment);

        assertThat(ended.exitCode()).as(ended.output() + ended.error()).isZero();
        assertThat(ended.output()).contains("Set 'audit-log': 2 migrations applied", "Audit log: CURRENT");
    }
}
