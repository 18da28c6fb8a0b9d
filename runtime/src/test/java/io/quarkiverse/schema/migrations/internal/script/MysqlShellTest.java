package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shells of MySQL and MariaDB do beside cutting at semicolons. */
class MysqlShellTest {

    @ParameterizedTest
    @ValueSource(strings = { "SELECT 1\nDELIMITER //\nSELECT 2//", "SELECT 1\n \t DELIMITER //\nSELECT 2//",
            "SELECT 1\nDELIMITER $$\nSELECT 2$$" })
    void refuses_a_delimiter_line_inside_a_statement(String script) {
        assertThatThrownBy(() -> Scripts.texts(Syntax.MYSQL, script)).isInstanceOf(MalformedScriptException.class)
                .hasMessage("line 1, column 1: the statement that begins here does not end with the delimiter ;");
    }

    @Test
    void takes_the_word_for_a_name_where_it_does_not_begin_a_line() throws IOException {
        assertThat(Scripts.texts(Syntax.MYSQL, "SELECT a, delimiter FROM t;\nSELECT\n1 delimiter;\nSELECT 2;")).containsExactly(
                "SELECT a, delimiter FROM t", "SELECT\n1 delimiter", "SELECT 2");
    }

    @ParameterizedTest
    @EnumSource(names = { "MYSQL", "MARIADB" })
    void ends_a_statement_at_its_own_commands_too(Syntax syntax) throws IOException {
        assertThat(Scripts.texts(syntax, "SELECT 1\\g SELECT 2\\G\nSELECT 3")).containsExactly("SELECT 1", "SELECT 2",
                "SELECT 3");
    }

    @Test
    void changes_the_delimiter_by_either_command() throws IOException {
        assertThat(Scripts.texts(Syntax.MYSQL, "\\d //\nSELECT 1; SELECT 2//\ndelimiter ;\nSELECT 3;")).containsExactly(
                "SELECT 1; SELECT 2", "SELECT 3");
    }

    @ParameterizedTest
    @ValueSource(strings = { "DELIMITER \\", "DELIMITER \\x", "DELIMITER x\\" })
    void refuses_a_delimiter_with_a_backslash(String script) {
        assertThatThrownBy(() -> Scripts.texts(Syntax.MYSQL, script))
                .hasMessage("line 1, column 1: a delimiter cannot contain a backslash");
    }

    @ParameterizedTest
    @ValueSource(strings = { "`a` = 2;", "(SELECT 2);", "SELECT 2;", "SELECT 2 /" })
    void refuses_the_end_of_the_script_before_the_delimiter(String last) {
        assertThatThrownBy(() -> Scripts.texts(Syntax.MYSQL, "DELIMITER //\nSELECT 1//\n " + last))
                .hasMessage("line 3, column 2: the statement that begins here does not end with the delimiter //");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\nSELECT 'open" })
    void names_all_commands_that_the_client_alone_can_run_and_what_stops_the_reading(String last) {
        List<String> expected = new ArrayList<>(List.of("1:1 source is", "2:10 \\! is", "3:1 SYSTEM is"));
        expected.addAll(last.isEmpty() ? List.of() : List.of("4:8 the quote"));

        assertThatExceptionOfType(MalformedScriptException.class)
                .isThrownBy(() -> Scripts.texts(Syntax.MYSQL, "source a.sql\nSELECT 1 \\! ls\nSYSTEM ls" + last))
                .satisfies(e -> assertThat(e.all()).zipSatisfy(expected, (one, words) -> assertThat(
                        one.position() + " " + one.problem()).startsWith(words)));
    }

    @Test
    void ends_the_use_of_a_database_with_its_line() throws IOException {
        assertThat(Scripts.texts(Syntax.MYSQL, "USE shop\nSELECT\n1;")).containsExactly("USE shop", "SELECT\n1");
    }

    @Test
    void takes_dashes_for_a_comment_where_no_statement_has_begun() throws IOException {
        assertThat(Scripts.texts(Syntax.MYSQL, "--a;b\nSELECT 1--1;")).containsExactly("SELECT 1--1");
    }

    @Test
    void passes_over_the_sandbox_of_a_dump() throws IOException {
        assertThat(Scripts.texts(Syntax.MARIADB, "/*M!999999\\- enable the sandbox mode */ \nSELECT 1;"))
                .containsExactly("SELECT 1");
    }
}
