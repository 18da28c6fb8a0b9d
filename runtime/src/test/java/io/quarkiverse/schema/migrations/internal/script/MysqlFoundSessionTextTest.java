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

    @Test
    void oracle_mode_of_the_session_makes_a_begin_a_block() {
        assertThatThrownBy(() -> texts("BEGIN SELECT 1; END;", Map.of("sql_mode", "ANSI_QUOTES,ORACLE")))
                .hasMessageContaining("the block that begins here is cut");
    }

    @ParameterizedTest
    @CsvSource({ "latin1, 3FE4, ä, €", "latin1, 80E4, €, ш", "utf8mb3, E282ACC3A4, €, 🙂", "ascii, 3F3F, a, ä",
            "cp1251, 883F, ш, ä", "latin1, E282ACC3A4, a, ä", "swe7, 3F3F, a, ä" })
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
