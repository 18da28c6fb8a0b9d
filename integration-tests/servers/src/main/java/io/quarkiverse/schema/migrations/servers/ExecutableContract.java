package io.quarkiverse.schema.migrations.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
    private Database database;
    private PackagedApplication application;

    /** @param server what the application was built for */
    protected ExecutableContract(Server server) {
        this.server = server;
    }

    @BeforeEach
    void begin_with_an_empty_database() {
        database = server.empty("executable");
        application = new PackagedApplication(database, folder);
    }

    private String json(String command) throws Exception {
        Ended ended = application.start(environment, COMMAND + "=" + command, COMMAND + ".set=audit-log",
                COMMAND + ".output=json");
        assertThat(ended.exitCode()).as(ended.output() + ended.error()).isZero();
        // a listener of the application prints what it is told of
        String result = ended.output().replaceAll("(?m)^Kept: .*\\n", "");
        assertThat(result).startsWith("{\"command\":\"" + command + "\",\"exitCode\":0,\"sets\":[{\"set\":\"audit-log\"")
                .endsWith("}\n");
        return result;
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
                "Set 'audit-log': applied '3_more'", "Kept: audit-log 3_more", "Audit log: CURRENT");
    }

    @Test
    void a_credentials_provider_gives_the_user_of_a_named_set() throws Exception {
        environment.put(VARIABLE + "CREDENTIALS_PROVIDER", "audit");
        environment.put(VARIABLE + "CREDENTIALS_PROVIDER_NAME", "audit-keeper");
        Ended refused = application.start(environment, COMMAND + "=migrate", COMMAND + ".set=audit-log");
        assertThat(refused.exitCode()).as(refused.output() + refused.error()).isEqualTo(8);
        assertThat(refused.error()).contains("Cannot connect to the database of set 'audit-log'");

        environment.put("AUDIT_USER", database.user());
        environment.put("AUDIT_PASSWORD", database.password());
        assertThat(json("migrate")).contains("\"1_entries\"", "\"2_first_entry\"");
    }

    @Test
    void a_command_migrates_every_schema_with_scripts_and_a_migration_in_java() throws Exception {
        String north = absent("executable_north");
        String south = absent("executable_south");
        environment.put(VARIABLE + "SCHEMAS", north + "," + south);

        assertThat(json("migrate")).contains("\"schema\":\"" + north + "\"", "\"schema\":\"" + south + "\"");
        assertThat(json("status")).contains("\"state\":\"applied\"").doesNotContain("\"state\":\"pending\"");
        assertThat(json("rollback")).contains("\"2_first_entry\"").doesNotContain("\"1_entries\"");
        assertThat(json("migrate")).contains("\"2_first_entry\"").doesNotContain("\"1_entries\"");
    }

    @Test
    void a_set_is_migrated_in_the_background() throws Exception {
        environment.put(VARIABLE + "START", "background");

        Ended ended = application.start(environment);

        assertThat(ended.exitCode()).as(ended.output() + ended.error()).isZero();
        assertThat(ended.output()).contains("Set 'audit-log': 2 migrations applied", "Audit log: CURRENT");
    }

    private Ended drift(String... keys) throws Exception {
        return application.start(environment, Stream.concat(Stream.of(COMMAND + "=drift"), Stream.of(keys))
                .toArray(String[]::new));
    }

    @Test
    void drift_compares_with_a_scratch_database_to_which_the_same_migrations_are_applied() throws Exception {
        String java = COMMAND + ".run-java-migrations=true";
        json("migrate");

        Ended refused = drift();
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.error())
                .contains("Migration '2_first_entry' of set 'audit-log' is in Java and may"
                        + " reach more than the scratch database that it is given, so the set was not"
                        + " compared")
                .contains("To run it there, set 'quarkus.schema-migrations.command.run-java-migrations' to true");
        Ended same = drift(java);
        assertThat(same.exitCode()).as(same.output() + same.error()).isZero();
        assertThat(same.output()).isEqualTo("Datasource <default> (sets <default>, audit-log): no drift\n");

        Server.execute(application.database(), "ALTER TABLE audit_entry ADD COLUMN by_hand INT");
        Server.execute(application.database(), "CREATE TABLE loose (id INT)");
        Ended changed = drift(java);
        assertThat(changed.exitCode()).as(changed.error()).isEqualTo(11);
        assertThat(changed.output()).startsWith("Datasource <default> (sets <default>, audit-log): 2 differences\n")
                .contains("  - unexpected: table audit_entry, column by_hand: int", "  - unexpected: table loose");
        Ended json = drift(java, COMMAND + ".output=json");
        assertThat(json.output()).startsWith("{\"command\":\"drift\",\"exitCode\":11,\"sets\":[{\"dataSource\":\"<default>\","
                + "\"schema\":null,\"sets\":[\"<default>\",\"audit-log\"],\"unexpected\":[{\"element\":")
                .endsWith("],\"missing\":[],\"different\":[]}],\"error\":null}\n");
    }

    @Test
    void drift_compares_each_schema_of_a_set() throws Exception {
        List<String> schemas = List.of("executable_north", "executable_south");
        if (server != Server.POSTGRESQL) {
            schemas.forEach(schema -> server.drop(server.running(), schema));
        }
        environment.put(VARIABLE + "SCHEMAS", String.join(",", schemas));
        Ended migrated = application.start(environment, COMMAND + "=migrate");
        assertThat(migrated.exitCode()).as(migrated.output() + migrated.error()).isZero();
        Server.execute(application.database(), "ALTER TABLE executable_south.audit_entry ADD COLUMN by_hand INT");

        Ended changed = drift(COMMAND + ".run-java-migrations=true");

        assertThat(changed.exitCode()).as(changed.error()).isEqualTo(11);
        assertThat(changed.output()).contains("Datasource <default> (set <default>): no drift\n",
                "Datasource <default>, schema executable_north (set audit-log): no drift\n",
                "Datasource <default>, schema executable_south (set audit-log): 1 difference\n"
                        + "  - unexpected: table audit_entry, column by_hand: int");
    }

    /** A schema is a database on some servers. */
    private String absent(String schema) {
        server.drop(server.running(), schema);
        return schema;
    }
}
