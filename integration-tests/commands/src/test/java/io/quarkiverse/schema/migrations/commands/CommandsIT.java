package io.quarkiverse.schema.migrations.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.commands.PackagedApplication.Ended;

/** The commands of a packaged application that has no main method of its own. */
class CommandsIT {

    private static final String KEY = "quarkus.schema-migrations.command";

    @TempDir
    Path folder;

    private PackagedApplication application;

    @BeforeEach
    void begin_without_a_database() {
        application = new PackagedApplication(folder);
    }

    /** A command, and its parameters without the key they have in common. */
    private Ended command(String command, String... parameters) {
        List<String> keys = new ArrayList<>(List.of(KEY + "=" + command));
        Arrays.stream(parameters).map(parameter -> parameter.startsWith(".") ? KEY + parameter : parameter).forEach(keys::add);
        return application.start(keys.toArray(String[]::new));
    }

    private static String withoutTimes(Ended ended) {
        return ended.output().replaceAll("\\d+ ms", "0 ms").replaceAll("[-0-9]{10} [:0-9]{5} \\(just now\\)", "just now")
                .replaceAll(" {3,}", "  ").replace(System.getProperty("user.name"), "me");
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + application.database());
    }

    @Test
    void status_prints_a_table_and_nothing_else() throws SQLException {
        Ended ended = command("status");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output()).isEqualTo("""
                2 pending

                MIGRATION  STATE    WHEN (UTC)  TOOK  BY
                1          pending
                2          pending
                """);
        assertThat(ended.error()).isEqualTo("The command 'status' is done\n");
        assertThat(tables()).isEmpty();
    }

    @Test
    void plan_prints_a_script_in_either_direction() {
        assertThat(command("plan", ".target=next:1").output()).isEqualTo("""
                1 step

                -- apply 1 (db/migrations/1.up.sql)
                CREATE TABLE shop (id INTEGER PRIMARY KEY);
                INSERT INTO shop VALUES (1);
                """);
        command("migrate");
        assertThat(command("plan").output()).isEqualTo("Nothing to do\n");
        assertThat(command("plan", ".direction=down").output()).startsWith("1 step\n\n-- roll back 2 (");
        assertThat(command("plan", ".direction=down", ".target=1").output())
                .startsWith("1 step\n\n-- roll back 2 (");
        assertThat(command("plan", ".target=last:2").output()).isEqualTo("""
                2 steps

                -- roll back 2 (db/migrations/2.down.sql, without a transaction)
                DROP TABLE item;

                -- roll back 1 (db/migrations/1.down.sql)
                DROP TABLE shop;
                """);
    }

    @Test
    void migrates_there_and_back_and_logs_to_standard_error() throws SQLException {
        Ended there = command("migrate");

        assertThat(there.exitCode()).isZero();
        assertThat(withoutTimes(there)).isEqualTo("""
                2 steps in 0 ms

                MIGRATION  DONE  STATEMENTS  TOOK
                1  applied  2  0 ms
                2  applied  1  0 ms
                """);
        assertThat(there.error()).contains("Applied '1' (2 statements)");
        assertThat(withoutTimes(command("status"))).isEqualTo("""
                2 applied

                MIGRATION  STATE  WHEN (UTC)  TOOK  BY
                1  applied  just now  0 ms  me, commands 1.0
                2  applied  just now  0 ms  me, commands 1.0
                """);
        assertThat(command("redo").exitCode()).isZero();
        assertThat(command("rollback").exitCode()).isZero();
        assertThat(tables()).containsExactly("schema_migrations_history", "shop");
        assertThat(command("rollback", ".target=all").exitCode()).isZero();
        assertThat(tables()).containsExactly("schema_migrations_history");
        assertThat(command("rollback").output()).isEqualTo("Nothing done\n");
    }

    @Test
    void validation_requires_on_request_that_nothing_is_pending() {
        Ended lenient = command("validate");
        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.output()).isEqualTo("Sources and history agree, 2 pending\n");
        assertThat(command("validate", ".require-current=true").exitCode()).isEqualTo(10);
        command("migrate");
        Ended current = command("validate", ".require-current=true");
        assertThat(current.exitCode()).isZero();
        assertThat(current.output()).isEqualTo("Sources and history agree\n");
    }

    @Test
    void holds_a_post_deploy_migration_until_a_command_applies_it() throws IOException, SQLException {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(scripts.resolve("3.sql"), "-- schema-migrations: deploy=post\nDROP TABLE item;");
        String directories = "quarkus.schema-migrations.directories=" + scripts;

        assertThat(withoutTimes(command("migrate", directories)))
                .startsWith("2 steps in 0 ms, 1 held until the older release has ended\n");
        assertThat(tables()).contains("item");
        assertThat(command("status", directories).output()).startsWith("1 held, 2 applied\n");
        assertThat(command("plan", directories).output()).isEqualTo("Nothing to do\n");
        assertThat(command("plan", directories, ".post-deploy=true").output()).contains("DROP TABLE item;");
        assertThat(withoutTimes(command("migrate", directories, ".post-deploy=true"))).contains("3  applied");
        assertThat(tables()).doesNotContain("item");
        assertThat(command("status", directories).output()).startsWith("3 applied\n");
    }

    @Test
    void drift_names_the_dependency_that_it_needs() {
        Ended ended = command("drift");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.error()).contains("The command 'drift' needs the dependency"
                + " 'io.quarkiverse.schema-migrations:quarkus-schema-migrations-drift', which reads the schemas of databases; add it"
                + " to the application. Nothing was changed");
        assertThat(ended.output()).isEmpty();
    }

    @Test
    void takes_migrations_as_applied() {
        assertThat(command("baseline", ".target=1").output())
                .isEqualTo("Changed\n  - '1' is marked as applied\n");
        assertThat(command("mark-applied", ".target=all").output())
                .isEqualTo("Changed\n  - '2' is marked as applied\n");
        assertThat(command("mark-applied", ".target=2").output()).isEqualTo("Nothing to change\n");
    }

    @Test
    void writes_json() {
        assertThat(command("baseline", ".target=id:1", ".output=json").output()).isEqualTo(
                "{\"command\":\"baseline\",\"exitCode\":0,\"sets\":[{\"set\":\"<default>\",\"changes\":[{\"id\":\"1\","
                        + "\"change\":\"taken-as-applied\"}]}],\"error\":null}\n");
        assertThat(command("migrate", ".target=9", ".output=json").output()).isEqualTo(
                "{\"command\":\"migrate\",\"exitCode\":2,\"sets\":[],\"error\":{\"kind\":\"wrong-call\",\"message\":"
                        + "\"There is no migration '9' in the sources, so it cannot be the target; nothing was run\"}}\n");
    }

    @Test
    void a_wrong_call_exits_with_2() {
        assertThat(command("baseline").exitCode()).isEqualTo(2);
        assertThat(command("baseline").error())
                .contains("The command 'baseline' needs 'quarkus.schema-migrations.command.target'; nothing was changed");
        assertThat(command("resolve", ".target=1").error()).contains("needs 'quarkus.schema-migrations.command.as'");
        assertThat(command("status", ".set=nobody").error()).contains("There is no migration set 'nobody'");
        assertThat(command("status", ".set=broken").exitCode()).isEqualTo(2);
    }

    @Test
    void a_disagreement_exits_with_3() throws SQLException {
        command("migrate");
        execute("UPDATE schema_migrations_history SET up_checksum = '" + "0".repeat(64) + "' WHERE id = '1'");

        Ended validated = command("validate");
        assertThat(validated.exitCode()).isEqualTo(3);
        assertThat(validated.output()).startsWith("Sources and history disagree\n  - '1': checksum mismatch");
        assertThat(command("migrate").exitCode()).isEqualTo(3);
        assertThat(command("repair").output())
                .isEqualTo("Changed\n  - '1' has a new checksum of its up script\n");
        assertThat(command("validate").exitCode()).isZero();
    }

    @Test
    void a_failure_exits_with_4_and_an_unresolved_one_with_5() {
        String[] broken = { ".set=broken", "quarkus.schema-migrations.broken.active=true" };
        Ended failed = command("migrate", broken);

        assertThat(failed.exitCode()).isEqualTo(4);
        assertThat(withoutTimes(failed)).isEqualTo("""
                Set 'broken': 1 failed in 0 ms

                MIGRATION  DONE  STATEMENTS  TOOK
                1  failed
                """);
        assertThat(failed.error()).contains("Migration '1' failed at db/broken/migrations/1.sql:4:1: ");
        assertThat(command("migrate", broken).exitCode()).isEqualTo(5);
        assertThat(command("resolve", broken[0], broken[1], ".target=1", ".as=not-applied").output())
                .isEqualTo("Set 'broken': changed\n  - '1' is resolved as not applied\n");
    }

    @Test
    void scripts_that_cannot_run_exit_with_6() {
        assertThat(command("migrate", ".set=unsuitable", "quarkus.schema-migrations.unsuitable.active=true").exitCode())
                .isEqualTo(6);
    }

    @Test
    void a_locked_database_exits_with_7() throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertThat(command("migrate", "quarkus.schema-migrations.lock-timeout=1S").exitCode()).isEqualTo(7);
        }
    }

    @Test
    void a_database_that_is_not_there_exits_with_8() {
        assertThat(command("migrate", "quarkus.datasource.jdbc.url=jdbc:sqlite:" + folder.resolve("no/such/folder/x.db"))
                .exitCode()).isEqualTo(8);
    }

    @Test
    void a_veto_exits_with_9() {
        Ended vetoed = command("migrate", "friday=true");

        assertThat(vetoed.exitCode()).isEqualTo(9);
        assertThat(vetoed.error()).contains("not on a Friday");
    }

    @Test
    void a_word_that_is_no_command_does_not_start_the_application() {
        Ended ended = command("statsu");

        assertThat(ended.exitCode()).isOne();
        assertThat(ended.error()).contains("quarkus.schema-migrations.command").contains("statsu");
        assertThat(ended.output()).isEmpty();
    }

    @Test
    void init_and_exit_migrates_before_it_exits() throws SQLException {
        Ended ended = application.start("quarkus.init-and-exit=true");

        assertThat(ended.exitCode()).describedAs(ended.error()).isZero();
        assertThat(tables()).containsExactly("item", "schema_migrations_history", "shop");
        assertThat(application.start("quarkus.init-and-exit=true").exitCode()).isZero();
    }

    @Test
    void init_and_exit_waits_for_sets_that_are_migrated_in_the_background_or_not_at_all_otherwise() throws SQLException {
        assertThat(application.start("quarkus.init-and-exit=true", "quarkus.schema-migrations.start=background",
                "quarkus.schema-migrations.target=1").exitCode()).isZero();
        assertThat(tables()).containsExactly("schema_migrations_history", "shop");

        assertThat(application.start("quarkus.init-and-exit=true", "quarkus.schema-migrations.migrate-at-start=false")
                .exitCode()).isZero();
        assertThat(tables()).containsExactly("item", "schema_migrations_history", "shop");
    }

    @Test
    void init_and_exit_has_the_exit_codes_of_the_command() throws SQLException {
        Ended failed = application.start("quarkus.init-and-exit=true", "quarkus.schema-migrations.broken.active=true");
        assertThat(failed.exitCode()).isEqualTo(4);
        assertThat(failed.error()).contains("Migration '1' failed at db/broken/migrations/1.sql:4:1: ");
        assertThat(tables()).contains("item");

        execute("UPDATE schema_migrations_history SET up_checksum = '" + "0".repeat(64) + "' WHERE id = '1'");
        assertThat(application.start("quarkus.init-and-exit=true").exitCode()).isEqualTo(3);
    }

    @Test
    void init_and_exit_leaves_the_choice_to_a_command() throws SQLException {
        Ended status = command("status", "quarkus.init-and-exit=true");
        assertThat(status.output()).startsWith("2 pending");

        assertThat(command("skip", "quarkus.init-and-exit=true").exitCode()).isZero();
        assertThat(tables()).isEmpty();
    }
}
