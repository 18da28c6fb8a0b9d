package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What psql does beside cutting at semicolons. */
class PostgresqlShellTest {

    private static final String FUNCTION = "CREATE FUNCTION f() RETURNS int ";

    @ParameterizedTest
    @ValueSource(strings = {
            FUNCTION + "BEGIN ATOMIC SELECT CASE WHEN true THEN t.\"a\" END FROM t; SELECT 1; END",
            FUNCTION + "BEGIN ATOMIC SELECT CASE WHEN true THEN count(t.*) END FROM t; SELECT 1; END",
            FUNCTION + "BEGIN ATOMIC SELECT t.case, t.end, 1 AS case, 2 AS \"end\", 3 AS end FROM t; SELECT 1; END",
            "CREATE FUNCTION f(a int DEFAULT CASE WHEN true THEN 1 END) RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
            "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN CASE WHEN b THEN 1 END END; SELECT 1; END",
            "CREATE TABLE begin (atomic int)", "SELECT (1; 2)" })
    void leaves_a_body_whole(String statement) throws IOException {
        assertThat(Scripts.texts(Syntax.POSTGRESQL, statement + ";\nSELECT 2;")).containsExactly(statement, "SELECT 2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "$a$ x; $", "$a$ x; $a", "$a$ x; $b$; $", "$$ x; $" })
    void refuses_a_quote_that_the_script_ends_in(String quote) {
        assertThatThrownBy(() -> Scripts.texts(Syntax.POSTGRESQL, "SELECT " + quote)).hasMessage("line 1, column 8: the quote "
                + quote.split(" ")[0] + " that is opened here is never closed");
    }

    @Test
    void misses_the_data_of_a_copy_that_ends_the_script() throws IOException {
        SqlStatement copy = Scripts.only(Syntax.POSTGRESQL, "COPY t FROM STDIN WHERE a > 1;\n\\.\n");
        assertThat(copy.copyData()).isPresent();

        try (ScriptReader reader = ScriptReader.open(new StringReader("SELECT 1;\nCOPY t FROM STDIN"),
                Syntax.POSTGRESQL)) {
            reader.next();
            SqlStatement last = reader.next();
            assertThatThrownBy(() -> Scripts.read(last.copyData().orElseThrow())).isInstanceOf(MalformedScriptException.class)
                    .hasMessage("line 2, column 18: the data of COPY … FROM STDIN that begin here do not end with a line"
                            + " that is \\.");
        }
    }

    @Test
    void gives_the_data_of_a_copy_in_pieces_of_any_size() throws IOException {
        String script = "COPY t FROM STDIN;\n1\ta\n\\.x\n\\\\\n23\tbcd\n\\.\nSELECT 1";
        for (int size = 1; size < 9; size++) {
            try (ScriptReader reader = ScriptReader.open(new StringReader(script), Syntax.POSTGRESQL)) {
                Reader data = reader.next().copyData().orElseThrow();
                StringBuilder read = new StringBuilder();
                char[] piece = new char[12];
                for (int count = data.read(piece, 2, size); count >= 0; count = data.read(piece, 2, size)) {
                    assertThat(count).isBetween(1, size);
                    read.append(piece, 2, count);
                    assertThat(piece[2 + size]).isEqualTo('\0');
                }
                assertThat(read).hasToString("1\ta\n\\.x\n\\\\\n23\tbcd\n");
                assertThat(data.read(piece, 0, 0)).isZero();
                assertThat(reader.next().position()).isEqualTo(new Position(7, 1));
            }
        }
    }

    @Test
    void gives_data_that_are_longer_than_what_is_read_at_once() throws IOException {
        String data = ("1\t" + "x".repeat(997) + "\n").repeat(200);
        try (ScriptReader reader = ScriptReader.open(new StringReader("COPY t FROM STDIN;\n" + data + "\\.\nSELECT 1"),
                Syntax.POSTGRESQL)) {
            assertThat(Scripts.read(reader.next().copyData().orElseThrow())).isEqualTo(data);
            assertThat(reader.next().position()).isEqualTo(new Position(203, 1));
        }
    }
}
