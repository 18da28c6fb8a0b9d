package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;

class SqlStatementTest {

    @Test
    void gives_its_first_words_in_upper_case_and_what_is_quoted_as_it_is() throws IOException {
        SqlStatement statement = Scripts.only(Syntax.POSTGRESQL,
                "-- c\ncreate /* unique */ Index concurrently \"If\" on\nitem(lower(name), 'a;b')");

        assertThat(statement.words(3)).containsExactly("CREATE", "INDEX", "CONCURRENTLY");
        assertThat(statement.words(100)).containsExactly("CREATE", "INDEX", "CONCURRENTLY", "\"If\"", "ON", "ITEM", "(",
                "LOWER", "(", "NAME", ")", ",", "'a;b'", ")");
        assertThat(statement.words(0)).isEmpty();
    }

    @Test
    void gives_punctuation_one_by_one() throws IOException {
        assertThat(Scripts.only(Syntax.SQLITE, "PRAGMA main.foreign_keys = [on]").words(9))
                .containsExactly("PRAGMA", "MAIN", ".", "FOREIGN_KEYS", "=", "[on]");
        assertThat(Scripts.only(Syntax.POSTGRESQL, "SELECT $1 || $$;$$::text").words(99))
                .containsExactly("SELECT", "$", "1", "|", "|", "$$;$$", ":", ":", "TEXT");
    }

    @Test
    void gives_as_many_words_as_are_wanted_and_as_they_are_written_where_that_is_wanted() throws IOException {
        SqlStatement statement = Scripts.only(Syntax.MYSQL, "create Table `tAble` (a Int)");

        assertThat(statement.words(1)).containsExactly("CREATE");
        assertThat(statement.words(3)).containsExactly("CREATE", "TABLE", "`tAble`");
        assertThat(statement.words(2)).containsExactly("CREATE", "TABLE");
        assertThat(statement.writtenWords(3)).containsExactly("create", "Table", "`tAble`");
        assertThat(statement.writtenWords(99)).hasSize(7).endsWith("a", "Int", ")");
    }

    @Test
    void gives_the_semicolons_inside_a_body() throws IOException {
        assertThat(Scripts.only(Syntax.SQLITE, "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END;").words(99))
                .endsWith("SELECT", "1", ";", "END");
    }

    @Test
    void looks_into_comments_that_the_server_executes() throws IOException {
        assertThat(Scripts.only(Syntax.MYSQL, "/*!50003 CREATE*/ /*!50017 DEFINER=`r`@`%`*/ /*!50003 TRIGGER t */;")
                .words(20)).containsExactly("CREATE", "DEFINER", "=", "`r`", "@", "`%`", "TRIGGER", "T");
        assertThat(Scripts.only(Syntax.MARIADB, "/*M!100100 set @x = 1 */;").words(1)).containsExactly("SET");
        assertThat(Scripts.only(Syntax.MYSQL, "/*!80999SET @x = 1 */;").words(1)).containsExactly("SET");
    }

    @Test
    void reads_its_words_with_the_rules_it_was_cut_with() throws IOException {
        assertThat(Scripts.statements(Syntax.MYSQL, "SET sql_mode = 'NO_BACKSLASH_ESCAPES'; SELECT '\\', 'b'").get(1).words(9))
                .containsExactly("SELECT", "'\\'", ",", "'b'");
    }

    @Test
    void shows_its_head_on_one_line_without_comments() throws IOException {
        SqlStatement statement = Scripts.only(Syntax.SQLITE,
                "-- what it does\nCREATE   TABLE\r\n\titem -- with a name\n(name TEXT DEFAULT 'two\nlines' /* ; */ )");

        assertThat(statement.head()).isEqualTo("CREATE TABLE item (name TEXT DEFAULT 'two lines' )");
        assertThat(statement).hasToString("2:1 CREATE TABLE item (name TEXT DEFAULT 'two lines' )");
    }

    @Test
    void cuts_a_long_head_at_eighty_code_points() throws IOException {
        assertThat(Scripts.only(Syntax.SQLITE, "SELECT\u00A0\uFEFF1 AS a\u200B, '\u2028'").head())
                .isEqualTo("SELECT\\u00A0\\uFEFF1 AS a\\u200B, '\\u2028'");
        assertThat(Scripts.only(Syntax.SQLITE, "SELECT '" + "🐘".repeat(71) + "'").head())
                .isEqualTo("SELECT '" + "🐘".repeat(71) + "'");
        assertThat(Scripts.only(Syntax.SQLITE, "SELECT '" + "🐘".repeat(72) + "'").head())
                .isEqualTo("SELECT '" + "🐘".repeat(71) + "…");
        assertThat(Scripts.only(Syntax.SQLITE, "SELECT '" + "🐘".repeat(100_000) + "'").head())
                .isEqualTo("SELECT '" + "🐘".repeat(71) + "…");
    }

    @Test
    void finds_the_place_of_a_character_in_the_script() throws IOException {
        SqlStatement statement = Scripts.statements(Syntax.POSTGRESQL,
                "SELECT 1;\n  /* 🐘 */ SELECT '🐘',\n  nothing\n;").get(1);

        assertThat(statement.text()).isEqualTo("SELECT '🐘',\n  nothing");
        assertThat(statement.positionOf(1)).isEqualTo(new Position(2, 11)).isEqualTo(statement.position());
        assertThat(statement.line()).isEqualTo(2);
        assertThat(statement.column()).isEqualTo(11);
        assertThat(statement.positionOf(11)).isEqualTo(new Position(2, 21));
        assertThat(statement.positionOf(15)).isEqualTo(new Position(3, 3));
        assertThat(statement.positionOf(0)).isEqualTo(statement.positionOf(1));
        assertThat(statement.positionOf(1000)).isEqualTo(new Position(3, 10));
    }
}
