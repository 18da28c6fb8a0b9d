package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts of MySQL and MariaDB in sessions that are not as in a server that has not been set up. */
class MysqlFoundSessionTextTest {

    private static List<String> texts(String script, Map<String, String> session) throws IOException {
        List<String> texts = new ArrayList<>();
        try (ScriptReader reader = ScriptReader.open(new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
                Placeholders.NONE, Syntax.MARIADB, session)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                texts.add(next.text());
            }
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = { "SET sql_mode = DEFAULT", "SET sql_mode = @@GLOBAL.sql_mode",
            "SET @kept = @@global.sql_mode, sql_mode = ''; SET sql_mode = @kept", "SET @@session.sql_mode = default",
            "SET GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'; SET sql_mode = DEFAULT",
            "SET `sql_mode` = DEFAULT", "SET @@session.`sql_mode` = 'NO_BACKSLASH_ESCAPES'",
            "SET @`kept` := @@global.sql_mode; SET sql_mode = @KEPT", "SET PERSIST_ONLY sql_mode = ''; SET sql_mode = DEFAULT",
            "SET @@PERSIST_ONLY.sql_mode = ''; SET sql_mode = DEFAULT" })
    void the_default_is_what_the_server_has(String set) throws IOException {
        List<String> texts = texts("SELECT 'a\\'; b';\n" + set + ";\nSELECT 'a\\'; SELECT 2",
                Map.of("sql_mode", "", "global sql_mode", "STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES"));

        assertThat(texts).startsWith("SELECT 'a\\'; b'").endsWith("SELECT 'a\\'", "SELECT 2");
    }

    /**
     * Modes of a session are told by what they do: b, a backslash is itself; a, double quotes hold names; o, BEGIN is a block.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                                | SET sql_mode = 0                                                 |
                                | SET sql_mode = 4                                                 | a
                                | SET sql_mode = 512                                               | o
                                | SET sql_mode = 1048576                                           | b
                                | SET sql_mode = 1049088                                           | bo
                                | SET sql_mode = 1047035                                           |
            ANSI                | SELECT 1                                                         | a
            ORACLE              | SELECT 1                                                         | ao
            ANSI,ORACLE         | SET sql_mode = ''                                                |
                                | SET sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES')                | a
                                | SET sql_mode = CONCAT_WS(',', @@sql_mode, 'NO_BACKSLASH_ESCAPES') | b
            ORACLE              | SET sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')          | ao
            ANSI                | SET sql_mode = REPLACE(@@sql_mode, 'ANSI', '')                   |
            ORACLE              | SET sql_mode = REPLACE(@@sql_mode, 'ORACLE', '')                 |
            ORACLE              | SET sql_mode = REPLACE(@@sql_mode, 'ORACLE', 'ANSI_QUOTES')      | a
            ORACLE              | SET sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '')   | ao
            ANSI,NO_BACKSLASH_ESCAPES | SET sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', '') | a
            NO_BACKSLASH_ESCAPES | SET sql_mode = REPLACE(@@sql_mode, 'ANSI', '')                  | b
            ANSI                | SET sql_mode = REPLACE(@@sql_mode, 'ANSI')                       | a
            ANSI                | SET sql_mode = LOWER(@@sql_mode)                                 | a
            ANSI                | SET sql_mode = REPLACE(f(), 'ANSI', '')                          | a
            ANSI                | SET @kept = @@sql_mode; SET sql_mode = ''; SET sql_mode = @kept  | a
                                | SET STATEMENT sql_mode = 'ANSI' FOR SELECT 1                     |
                                | SET STATEMENT sql_mode = 'ANSI', a = 1 FOR SELECT 1              |
                                | SET                                                              |
                                | SET sql_mode = 9999999999999999999                               |
                                | SET GLOBAL sql_mode = 'ANSI'                                     |
                                | SET GLOBAL sql_mode = 'ANSI'; SET sql_mode = DEFAULT             | a
                                | SET GLOBAL max_connections = 4; SET sql_mode = DEFAULT           |
                                | SET SESSION sql_mode = 'ANSI'                                    | a
                                | SET sql_mode = 'ANSI', @x = 1                                    | a
            """)
    void follows_the_modes_of_a_session(String found, String set, String expected) {
        Map<String, String> session = Map.of("sql_mode", found == null ? "" : found);
        String backslash = cuts(set + ";\nSELECT 'a\\'; SELECT 2", session) ? "b" : "";
        String quotes = backslash.isEmpty() && cuts(set + ";\nSELECT \"a\\\"; SELECT 2", session) ? "a" : "";
        String block = cuts(set + ";\nBEGIN; SELECT 2", session) ? "" : "o";

        assertThat(backslash + quotes + block).isEqualTo(expected == null ? "" : expected);
    }

    private static boolean cuts(String script, Map<String, String> session) {
        try {
            return texts(script, session).get(texts(script, session).size() - 1).equals("SELECT 2");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void oracle_mode_of_the_session_makes_a_begin_a_block() {
        assertThatThrownBy(() -> texts("BEGIN SELECT 1; END;", Map.of("sql_mode", "ANSI_QUOTES,ORACLE")))
                .hasMessageContaining("the block that begins here is cut");
    }

    @ParameterizedTest
    @CsvSource({ "latin1, 3FE4, ä, €", "latin1, 80E4, €, ш", "utf8mb3, E282ACC3A4, €, 🙂", "ascii, 3F3F, a, ä",
            "cp1251, 883F, ш, ä", "latin1, E282ACC3A4, a, ä", "swe7, 3F3F, a, ä",
            "utf8mb4, 3F3F, a, ä" })
    void refuses_what_the_character_set_lacks(String client, String bytes, String carried, String lacking) throws IOException {
        Map<String, String> session = Map.of("character_set_client", client, "bytes", bytes);

        assertThat(texts("SELECT '" + carried + "'", session)).hasSize(1);
        assertThatThrownBy(() -> texts("SELECT 1;\nSELECT '" + carried + lacking + "'", session))
                .isInstanceOf(MalformedScriptException.class)
                .hasMessageContaining("line 2, column 10: the character " + lacking)
                .hasMessageContaining("the connection's character set is " + client);
    }

    @Test
    void utf8mb4_carries_everything() throws IOException {
        assertThat(texts("SELECT '€ ш 🙂'", Map.of("character_set_client", "utf8mb4", "bytes", "E282ACC3A4"))).hasSize(1);
    }
}
