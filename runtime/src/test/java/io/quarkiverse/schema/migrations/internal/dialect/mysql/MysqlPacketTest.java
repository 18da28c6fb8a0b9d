package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;

/** Scripts on a server that takes packets of one megabyte. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlPacketTest extends MysqlScriptRuns {

    private static final int LIMIT = 1024 * 1024;
    private static final String SHOP = "CREATE TABLE shop (a LONGTEXT);\n";

    private String serverLimit;

    @BeforeEach
    void limitTheServer() {
        serverLimit = database.query("SELECT @@GLOBAL.max_allowed_packet").get(0);
        database.execute("SET GLOBAL max_allowed_packet = " + LIMIT);
    }

    @AfterEach
    void restore() {
        database.execute("SET GLOBAL max_allowed_packet = " + serverLimit);
    }

    private static String insert(int length) {
        String rest = "INSERT INTO shop VALUES ('')";
        return rest.replace("''", "'" + "x".repeat(length - rest.length()) + "'");
    }

    private static String inserts(int count, int length) {
        return IntStream.range(0, count).mapToObj(i -> insert(length) + ";\n").collect(Collectors.joining());
    }

    @Test
    void sends_small_statements_before_a_large_one() {
        script(SHOP + inserts(200, 1024) + insert(900_000) + ";\n" + inserts(2, 1024)).migrate();

        assertThat(database.count("shop")).isEqualTo(203);
        assertThat(progress()).containsExactly("applied 204/204 not begun");
    }

    @Test
    void sends_a_section_that_locks_tables_in_several_packets() {
        script(SHOP + "LOCK TABLES shop WRITE;\n" + inserts(9, 300_000) + "UNLOCK TABLES").migrate();

        assertThat(database.count("shop")).isEqualTo(9);
    }

    /** The shorter its distance from the limit, the less of ours fits beside it. */
    @ParameterizedTest
    @ValueSource(ints = { 16, 200, 500, 1000, 2000, 5000, 9000, 20_000 })
    void sends_a_statement_that_is_only_just_small_enough(int distance) {
        String large = insert(LIMIT - distance);
        String comment = "/*" + "x".repeat(LIMIT - distance - 100) + "*/";
        script(SHOP + large + ";\nCREATE TABLE item (a INT " + comment + ");\nCREATE PROCEDURE kept() SELECT " + comment
                + " 1;\nSTART TRANSACTION;\n" + large + ";\n" + large + ";\nCOMMIT;\nLOCK TABLES shop WRITE;\n" + large
                + ";\nUNLOCK TABLES;\nCALL kept(" + comment + ")").migrate();

        assertThat(database.count("shop")).isEqualTo(4);
        assertThat(progress()).containsExactly("applied 12/12 not begun");
    }

    @Test
    void counts_bytes_and_not_characters() {
        script(SHOP + inserts(3, 1024) + insert(400_000).replace("xx", "ü€")).migrate();

        assertThat(database.query("SELECT MAX(CHAR_LENGTH(a)) FROM shop")).containsExactly("399972");
    }

    @Test
    void tells_which_statement_is_too_large_when_nothing_comes_before_it() {
        assertThatThrownBy(script("/* first */ " + "CREATE TABLE shop (a INT /*" + "x".repeat(LIMIT) + "*/)")::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql:1:13: the statement has 1048606 bytes, and"
                        + " with this max_allowed_packet the server or the driver takes 1048560: set a larger one, or split it\n"
                        + "  CREATE TABLE shop (a INT ")
                .hasMessageEndingWith(
                        "…\nFix the script from that statement on and retry: the migration resumes there."
                                + " Nothing of that statement was sent.");
        assertThat(database.tables()).doesNotContain("shop");
        assertThat(database.count("schema_migrations_history")).isZero();

        script("CREATE TABLE shop (a INT)").migrate();
        assertThat(progress()).containsExactly("applied 1/1 not begun");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "CREATE TABLE item (a INT);\n", "INSERT INTO shop VALUES ('x');\n",
            "INSERT INTO shop VALUES ('x');\nINSERT INTO shop VALUES ('x');\n", "SET NAMES utf8mb4;\n",
            "CREATE PROCEDURE kept() SELECT 1;\n" })
    void keeps_what_comes_before_a_statement_that_is_too_large(String before) {
        int lines = before.split("\n", -1).length;
        assertThatThrownBy(script(SHOP + before + insert(2 * LIMIT))::migrate).isInstanceOf(MigrationFailedException.class)
                .hasMessageContaining("memory:1/up.sql:" + (lines + 1) + ":1: the statement has 2097")
                .hasMessageContaining(" done. Fix the script")
                .hasMessageEndingWith(" Nothing of that statement was sent.");
        assertThat(progress().get(0)).startsWith("failed ").endsWith("/" + (lines + 1) + " not begun");
        int rows = before.split("INSERT", -1).length - 1;
        assertThat(database.count("shop")).isEqualTo(rows);

        script(SHOP + before + insert(LIMIT / 2)).migrate();
        assertThat(database.count("shop")).isEqualTo(rows + 1);
        assertThat(progress().get(0)).startsWith("applied");
    }

    @ParameterizedTest
    @ValueSource(strings = { "START TRANSACTION;\n|COMMIT", "LOCK TABLES shop WRITE;\n|UNLOCK TABLES" })
    void gives_up_the_section_of_a_statement_that_is_too_large(String section) {
        String[] parts = section.split("\\|");
        String begun = SHOP + insert(100) + ";\n" + parts[0] + insert(100) + ";\n";
        assertThatThrownBy(script(begun + insert(2 * LIMIT) + ";\n" + parts[1])::migrate)
                .hasMessageContaining("memory:1/up.sql:5:1: the statement has 2097")
                .hasMessageContaining("The first 2 statements are done. ")
                .hasMessageContaining("which is one step");
        assertThat(database.count("shop")).isOne();

        script(begun + insert(LIMIT / 2) + ";\n" + parts[1]).migrate();
        assertThat(database.count("shop")).isEqualTo(3);
    }

    @Test
    void respects_the_limit_of_the_driver() {
        String text = SHOP + inserts(200, 1024) + insert(200_000);
        ServerDatabase limited = database.with("maxAllowedPacket=250000");
        limited.migrations().migration("1", text).build().migrate();
        assertThat(database.count("shop")).isEqualTo(201);

        assertThatThrownBy(limited.migrations().migration("1", text).migration("2", insert(300_000)).build()::migrate)
                .hasMessageContaining("Migration '2' failed at memory:2/up.sql:1:1: the statement has 300000 bytes, and")
                .hasMessageNotContaining("What comes before");
        assertThat(database.query("SELECT id FROM schema_migrations_history")).containsExactly("1");

        database.migrations().migration("1", text).migration("2", insert(300_000)).build().migrate();
        assertThat(database.count("shop")).isEqualTo(202);
    }

    @Test
    void tells_that_the_down_script_is_too_large_to_be_kept() {
        assertThatThrownBy(database.migrations().migration("1", "CREATE TABLE shop (a INT)",
                "DROP TABLE shop /*" + "x".repeat(LIMIT) + "*/").build()::migrate)
                .hasMessageContaining("its row of the history, which holds the down script, has 2")
                .hasMessageContaining("max_allowed_packet").hasMessageNotContaining("What comes before");
        assertThat(database.tables()).doesNotContain("shop");
        assertThat(database.count("schema_migrations_history")).isZero();
    }
}
