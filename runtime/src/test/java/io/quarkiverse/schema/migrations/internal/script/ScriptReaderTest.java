package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptReaderTest {

    @ParameterizedTest
    @EnumSource
    void finds_nothing_in_an_empty_script(Syntax syntax) throws IOException {
        assertThat(Scripts.texts(syntax, "")).isEmpty();
        assertThat(Scripts.texts(syntax, " \r\n\t")).isEmpty();
        assertThat(Scripts.texts(syntax, "-- nothing; here\n/* nor ; here */")).isEmpty();
        assertThat(Scripts.texts(syntax, ";; ; -- and here\n;")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void needs_no_semicolon_behind_the_last_statement(Syntax syntax) throws IOException {
        assertThat(Scripts.texts(syntax, "SELECT 1;\nSELECT 2\n")).containsExactly("SELECT 1", "SELECT 2");
        assertThat(Scripts.texts(syntax, "SELECT 1; SELECT 2 -- end")).containsExactly("SELECT 1", "SELECT 2");
    }

    @ParameterizedTest
    @EnumSource
    void drops_a_byte_order_mark_and_counts_no_column_for_it(Syntax syntax) throws IOException {
        SqlStatement statement = Scripts.only(syntax, "\uFEFFSELECT 1;");

        assertThat(statement.text()).isEqualTo("SELECT 1");
        assertThat(statement.position()).isEqualTo(new Position(1, 1));
    }

    @ParameterizedTest
    @EnumSource
    void keeps_line_ends_as_they_are(Syntax syntax) throws IOException {
        assertThat(Scripts.texts(syntax, "SELECT 'a\r\nb',\r\n  2\r\n;\r\nSELECT 3;\r\n"))
                .containsExactly("SELECT 'a\r\nb',\r\n  2", "SELECT 3");
    }

    @ParameterizedTest
    @EnumSource
    void counts_columns_in_code_points(Syntax syntax) throws IOException {
        assertThat(Scripts.statements(syntax, "SELECT '🐘é';SELECT 1;\n/* 🐬 */ SELECT 2"))
                .extracting(SqlStatement::position)
                .containsExactly(new Position(1, 1), new Position(1, 13), new Position(2, 9));
    }

    @ParameterizedTest
    @EnumSource
    void numbers_the_statements_from_zero(Syntax syntax) throws IOException {
        assertThat(Scripts.statements(syntax, "SELECT 1;; -- none\n;SELECT 2;SELECT 3")).extracting(SqlStatement::index)
                .containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void lets_a_nul_pass(Syntax syntax) throws IOException {
        assertThat(Scripts.texts(syntax, "SELECT 'a\0b';SELECT 2")).containsExactly("SELECT 'a\0b'", "SELECT 2");
    }

    @ParameterizedTest
    @EnumSource
    void passes_over_comments_to_their_ends(Syntax syntax) throws IOException {
        List<SqlStatement> statements = Scripts.statements(syntax,
                "/*/ ; */SELECT/* a / b * c; */1/***/;SELECT -- /*;\n2;-- '\nSELECT 3");

        assertThat(statements).extracting(SqlStatement::text).containsExactly("SELECT/* a / b * c; */1", "SELECT -- /*;\n2",
                "SELECT 3");
        assertThat(statements).extracting(statement -> String.join(" ", statement.words(9))).containsExactly("SELECT 1",
                "SELECT 2", "SELECT 3");
    }

    @ParameterizedTest
    @EnumSource
    void cuts_a_character_at_the_end_of_the_window_nowhere(Syntax syntax) throws IOException {
        for (int shift = 0; shift < 4; shift++) {
            String text = "SELECT '" + "x".repeat(shift) + "🐘".repeat(100_000) + "'";
            InputStream script = new ByteArrayInputStream((text + ";SELECT 2").getBytes(StandardCharsets.UTF_8));
            try (ScriptReader reader = ScriptReader.open(script, syntax)) {
                assertThat(reader.next().text()).isEqualTo(text);
                assertThat(reader.next().position()).isEqualTo(new Position(1, 100_000 + shift + 11));
            }
        }
    }

    @Test
    void says_in_which_line_the_bytes_are_not_utf_8() throws IOException {
        byte[] script = "SELECT 1;\nSELECT 'gr\u00F6\u00DFe';\n".getBytes(StandardCharsets.ISO_8859_1);

        try (ScriptReader reader = ScriptReader.open(new ByteArrayInputStream(script), Syntax.SQLITE)) {
            assertThat(reader.next().text()).isEqualTo("SELECT 1");
            assertThatExceptionOfType(MalformedScriptException.class).isThrownBy(reader::next)
                    .withMessage("line 2, column 11: the bytes here are not UTF-8")
                    .withCauseInstanceOf(MalformedInputException.class);
        }
    }

    @Test
    void says_that_the_last_character_is_cut_off() throws IOException {
        byte[] script = { '-', '-', ' ', (byte) 0xF0, (byte) 0x9F };

        try (ScriptReader reader = ScriptReader.open(new ByteArrayInputStream(script), Syntax.POSTGRESQL)) {
            assertThatExceptionOfType(MalformedScriptException.class).isThrownBy(reader::next)
                    .withMessage("line 1, column 4: the bytes here are not UTF-8");
        }
    }

    @Test
    void closes_the_script() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream script = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        ScriptReader.open(script, Syntax.SQLITE).close();

        assertThat(closed).isTrue();
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void holds_no_more_in_memory_than_a_window_of_a_long_script(Syntax syntax) throws IOException {
        String statement = "-- one of many; \nINSERT INTO item (id, name) VALUES (42, 'it''s; number 42'), (43, NULL);\n";
        int times = 500_000;

        try (ScriptReader reader = ScriptReader.open(repeated(statement, times), syntax)) {
            SqlStatement last = null;
            int count = 0;
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                last = next;
                count++;
            }
            assertThat(count).isEqualTo(times);
            assertThat(last.line()).isEqualTo(2 * times);
            assertThat(reader.capacity()).isEqualTo(64 * 1024);
        }
    }

    @Test
    void holds_little_of_a_short_script() throws IOException {
        try (ScriptReader reader = ScriptReader.open(repeated("SELECT 1;\n", 50), Syntax.POSTGRESQL)) {
            while (reader.next() != null) {
                // only counting
            }
            assertThat(reader.capacity()).isEqualTo(512);
        }
    }

    @Test
    void loses_nothing_where_what_it_holds_grows() throws IOException {
        for (int length = 480; length < 580; length++) {
            String text = "'" + "x".repeat(length) + "ä\uD83D\uDE00".repeat(20_000) + "'";
            try (ScriptReader reader = ScriptReader.open(repeated("SELECT " + text + ";\n", 2), Syntax.POSTGRESQL)) {
                assertThat(reader.next().text()).isEqualTo("SELECT " + text);
                assertThat(reader.next().text()).isEqualTo("SELECT " + text);
                assertThat(reader.next()).isNull();
            }
        }
    }

    @Tag("long")
    @Test
    void holds_no_more_in_memory_than_a_window_of_long_data() throws IOException {
        String line = "42\tit's; \\\\. number\t\\N\n";
        InputStream script = new SequenceInputStream(
                new ByteArrayInputStream("COPY item FROM STDIN;\n".getBytes(StandardCharsets.UTF_8)),
                new SequenceInputStream(repeated(line, 1_000_000),
                        new ByteArrayInputStream("\\.\nSELECT 1;".getBytes(StandardCharsets.UTF_8))));

        try (ScriptReader reader = ScriptReader.open(script, Syntax.POSTGRESQL)) {
            try (Reader data = reader.next().copyData().orElseThrow()) {
                char[] buffer = new char[10_000];
                long length = 0;
                for (int read = data.read(buffer); read >= 0; read = data.read(buffer)) {
                    length += read;
                }
                assertThat(length).isEqualTo(line.length() * 1_000_000L);
            }
            assertThat(reader.next().position()).isEqualTo(new Position(1_000_003, 1));
            assertThat(reader.capacity()).isEqualTo(64 * 1024);
        }
    }

    private static InputStream repeated(String text, int times) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new InputStream() {
            private int left = times;
            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException("nobody should read byte by byte");
            }

            @Override
            public int read(byte[] target, int from, int length) {
                if (left == 0) {
                    return -1;
                }
                int count = Math.min(length, bytes.length - at);
                System.arraycopy(bytes, at, target, from, count);
                at = (at + count) % bytes.length;
                left -= at == 0 ? 1 : 0;
                return count;
            }
        };
    }
}
