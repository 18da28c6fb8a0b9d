package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    private static final Placeholders SHOP = new Placeholders(new TreeMap<>(Map.of("table", "shop_7", "none", "",
            "lines", "1,\n 2", "two", "1; SELECT 2", "nested", "${table}", "🐘", "elephant", "secret", "hunter2")));

    private static InputStream bytes(String script) {
        return new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8));
    }

    private static List<SqlStatement> statements(Placeholders placeholders, Syntax syntax, String script) throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        try (ScriptReader reader = ScriptReader.open(bytes(script), placeholders, syntax, Map.of())) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                statements.add(next);
            }
        }
        return statements;
    }

    private static List<SqlStatement> statements(String script) throws IOException {
        return statements(SHOP, Syntax.POSTGRESQL, script);
    }

    @Test
    void are_replaced_wherever_they_stand() throws IOException {
        assertThat(statements("CREATE TABLE ${table} (\"${table}\" INT); SELECT '${table}', $$${table}$$ -- ${table}\n, 1"))
                .extracting(SqlStatement::text).containsExactly("CREATE TABLE shop_7 (\"shop_7\" INT)",
                        "SELECT 'shop_7', $$shop_7$$ -- shop_7\n, 1");
    }

    @Test
    void make_a_text_that_is_cut_as_though_it_had_been_written_so() throws IOException {
        assertThat(statements("SELECT ${two}; SELECT 3")).extracting(SqlStatement::text).containsExactly("SELECT 1",
                "SELECT 2", "SELECT 3");
        assertThat(statements("SELECT ${none}1${none};${none}")).extracting(SqlStatement::text).containsExactly("SELECT 1");
    }

    @Test
    void do_not_touch_what_is_none_and_what_values_hold() throws IOException {
        assertThat(statements("SELECT $1, '$', '{table}', '\\', '${nested}', '\\${table}', '\\\\${'")).extracting(
                SqlStatement::text).containsExactly("SELECT $1, '$', '{table}', '\\', '${table}', '${table}', '\\${'");
    }

    /** A script is read in pieces, which end anywhere. */
    @Test
    void are_found_wherever_a_piece_ends() throws IOException {
        for (int length = 16 * 1024 - 12; length < 16 * 1024 + 4; length++) {
            String written = "'" + "x".repeat(length) + "${table}\\${${table}" + "y".repeat(40_000) + "${table}'";
            String replaced = written.replace("\\${", "\0").replace("${table}", "shop_7").replace("\0", "${");

            assertThat(SHOP.replacedIn(bytes(written))).isEqualTo(replaced);
            SqlStatement last = statements(Placeholders.NONE.with("table", "shop_7"), Syntax.SQLITE, written + ";\n2").get(1);
            assertThat(last.position()).isEqualTo(new Position(2, 1));
        }
    }

    @Test
    void without_a_value_are_found_to_the_end_of_the_script() throws IOException {
        String script = "${unknown}" + "x".repeat(50_000) + "\n${table} ${other}";

        assertThat(SHOP.missingIn(bytes(script))).extracting(MalformedScriptException::position)
                .containsExactly(new Position(1, 1), new Position(2, 10));
    }

    @Test
    void may_be_longer_than_what_is_read_at_once() throws IOException {
        String value = "v".repeat(100_000);

        assertThat(statements(Placeholders.NONE.with("long", value), Syntax.SQLITE, "SELECT '${long}', '${long}'; SELECT 2"))
                .extracting(SqlStatement::text).containsExactly("SELECT '" + value + "', '" + value + "'", "SELECT 2");
    }

    @Test
    void stand_where_they_are_written_behind_a_byte_order_mark_too() throws IOException {
        assertThat(statements("\uFEFF${table}; SELECT ${table}; SELECT 3")).extracting(SqlStatement::position)
                .containsExactly(new Position(1, 1), new Position(1, 11), new Position(1, 28));
        assertThatExceptionOfType(MalformedScriptException.class).isThrownBy(() -> statements("\uFEFF${unknown}"))
                .satisfies(e -> assertThat(e.position()).isEqualTo(new Position(1, 1)));
    }

    @Test
    void are_no_part_of_a_statement_that_ends_before_them() throws IOException {
        SqlStatement statement = statements("SELECT 1${none};").get(0);

        assertThat(statement.positionOf(1000)).isEqualTo(new Position(1, 9));
        assertThat(statement.head()).isEqualTo("SELECT 1");
    }

    @Test
    void do_not_keep_the_script_open() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream script = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        ScriptReader.open(script, SHOP, Syntax.SQLITE, Map.of()).close();

        assertThat(closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT '${table}', '${unknown}', '${'", "\uFEFFSELECT '\\${table}'" })
    void leave_every_script_alone_where_there_are_none(String script) throws IOException {
        String text = script.replace("\uFEFF", "");

        assertThat(statements(Placeholders.NONE, Syntax.SQLITE, script)).extracting(SqlStatement::text).containsExactly(text);
    }

    @Test
    void leave_places_as_they_are_written() throws IOException {
        List<SqlStatement> statements = statements(
                "\uFEFFSELECT ${lines}; /* ${🐘} */ SELECT ${two};\n${none}SELECT ${none}4; x");

        assertThat(statements).extracting(SqlStatement::position).containsExactly(new Position(1, 1), new Position(1, 29),
                new Position(1, 36), new Position(2, 8), new Position(2, 25));
        assertThat(statements.get(0).positionOf(8)).isEqualTo(new Position(1, 8));
        assertThat(statements.get(0).positionOf(11)).isEqualTo(new Position(1, 8));
        assertThat(statements.get(0).positionOf(13)).isEqualTo(new Position(1, 16));
        assertThat(statements.get(3).positionOf(8)).isEqualTo(new Position(2, 22));
    }

    @Test
    void are_shown_as_they_are_written_for_their_values_may_be_secret() throws IOException {
        assertThat(statements("ALTER USER ${none}shop PASSWORD '${secret}'; SELECT ${two}")).extracting(SqlStatement::head)
                .containsExactly("ALTER USER ${none}shop PASSWORD '${secret}'", "SELECT ${two}", "${two}");
    }

    @Test
    void are_replaced_in_the_data_of_copy() throws IOException {
        try (ScriptReader reader = ScriptReader.open(bytes("COPY t FROM STDIN;\n${table}\t\\${\n\\.\nSELECT 1;"), SHOP,
                Syntax.POSTGRESQL, Map.of())) {
            assertThat(Scripts.read(reader.next().copyData().orElseThrow())).isEqualTo("shop_7\t${\n");
            assertThat(reader.next().position()).isEqualTo(new Position(4, 1));
        }
    }

    @Test
    void without_a_value_are_an_error_at_their_place() {
        assertThatExceptionOfType(MalformedScriptException.class)
                .isThrownBy(() -> statements("SELECT '${lines}';\n  SELECT '${table}${Table}'"))
                .satisfies(e -> assertThat(e.position()).isEqualTo(new Position(2, 19)))
                .satisfies(e -> assertThat(e.problem()).isEqualTo("the placeholder ${Table} has no value: give it one,"
                        + " or correct its name; write \\${ for a literal ${"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT '${", "SELECT '${table", "SELECT '${table\n}'", "SELECT '${table\r\n}'" })
    void that_do_not_end_are_an_error(String script) {
        assertThatExceptionOfType(MalformedScriptException.class).isThrownBy(() -> statements(script))
                .satisfies(e -> assertThat(e.position()).isEqualTo(new Position(1, 9)))
                .satisfies(e -> assertThat(e.problem()).isEqualTo("a placeholder begins here and does not end in this line;"
                        + " write \\${ for a literal ${"));
    }

    @Test
    void may_have_long_names_but_not_of_any_length() throws IOException {
        String name = "n".repeat(255);

        assertThat(statements(Placeholders.NONE.with(name, "1"), Syntax.SQLITE, "SELECT ${" + name + "}")).extracting(
                SqlStatement::text).containsExactly("SELECT 1");
        assertThatThrownBy(() -> Placeholders.NONE.with(name + "n", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> statements("SELECT ${" + name + "n}")).isInstanceOf(MalformedScriptException.class)
                .hasMessageContaining("does not end");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a}", "a\nb" })
    void cannot_have_a_name_that_could_not_stand_in_a_script(String name) {
        assertThatThrownBy(() -> Placeholders.NONE.with(name, "1")).isInstanceOf(IllegalArgumentException.class).hasMessage("'"
                + name + "' cannot be the name of a placeholder: between ${ and } there is room for 1 to 255 characters on one"
                + " line, none of them }");
    }

    @Test
    void without_a_value_are_all_found_and_nothing_else_of_a_script_is() throws IOException {
        assertThat(SHOP.missingIn(bytes("'${a}${table}'\n;${\n${b} \\${c}"))).extracting(MalformedScriptException::position)
                .containsExactly(new Position(1, 2), new Position(2, 2), new Position(3, 1));
        assertThat(SHOP.missingIn(bytes("'${table}'"))).isEmpty();
    }

    @Test
    void are_replaced_in_a_whole_script() throws IOException {
        assertThat(SHOP.replacedIn(bytes("DROP TABLE ${table};\r\n-- \\${x}"))).isEqualTo("DROP TABLE shop_7;\r\n-- ${x}");
    }

    @Test
    void do_not_hide_where_a_script_is_no_utf_8() {
        byte[] wrong = { 'a', '\n', '$', (byte) 0xFF };

        assertThatExceptionOfType(MalformedScriptException.class).isThrownBy(() -> {
            try (ScriptReader reader = ScriptReader.open(new ByteArrayInputStream(wrong), SHOP, Syntax.SQLITE, Map.of())) {
                reader.next();
            }
        }).satisfies(e -> assertThat(e.position()).isEqualTo(new Position(2, 2)));
    }

    /** Against the plainest way to do it: on the whole text, with the place of every character. */
    @Tag("long")
    @Test
    void make_the_same_of_random_texts_as_if_they_were_in_memory() throws IOException {
        String[] pieces = { "SELECT ", "1", ";", "\n", "'a''", "'", "${table}", "${none}", "${lines}", "${two}", "/* x */",
                "🐬", "${🐘}", "\\${", "$", "\\-", "--", " " };
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder written = new StringBuilder();
            StringBuilder replaced = new StringBuilder();
            List<Position> places = new ArrayList<>();
            Position at = Position.START;
            for (int i = random.nextInt(seed % 10 == 0 ? 30_000 : 60); i >= 0; i--) {
                String piece = pieces[random.nextInt(pieces.length)];
                String value = piece.equals("\\${") ? "${"
                        : piece.startsWith("${") ? SHOP.values().get(piece.substring(2, piece.length() - 1)) : piece;
                for (int c = 0; c < value.length(); c++) {
                    places.add(piece.equals(value) ? at.after(value.toCharArray(), 0, c) : at);
                }
                written.append(piece);
                replaced.append(value);
                at = at.after(piece.toCharArray(), 0, piece.length());
            }
            assertSame(written.toString(), replaced.toString(), places);
        }
    }

    private static void assertSame(String written, String replaced, List<Position> places) throws IOException {
        List<SqlStatement> expected;
        try {
            expected = Scripts.statements(Syntax.SQLITE, replaced);
        } catch (MalformedScriptException e) {
            assertThatExceptionOfType(MalformedScriptException.class)
                    .isThrownBy(() -> statements(SHOP, Syntax.SQLITE, written))
                    .satisfies(same -> assertThat(same.position()).isEqualTo(places.get(offset(replaced, e.position()))));
            return;
        }
        List<SqlStatement> actual = statements(SHOP, Syntax.SQLITE, written);
        assertThat(actual).extracting(SqlStatement::text)
                .containsExactlyElementsOf(expected.stream().map(SqlStatement::text).toList());
        int from = 0;
        for (int i = 0; i < actual.size(); i++) {
            int offset = offset(replaced, expected.get(i).position());
            assertThat(offset).isGreaterThanOrEqualTo(from);
            assertThat(actual.get(i).position()).isEqualTo(places.get(offset));
            int last = actual.get(i).text().codePointCount(0, actual.get(i).text().length());
            assertThat(actual.get(i).positionOf(last)).isEqualTo(
                    places.get(offset + actual.get(i).text().offsetByCodePoints(0, last - 1)));
            from = offset;
        }
    }

    private static int offset(String text, Position position) {
        int line = 0;
        for (int i = 1; i < position.line(); i++) {
            line = text.indexOf('\n', line) + 1;
        }
        return text.offsetByCodePoints(line, position.column() - 1);
    }

    @Tag("long")
    @Test
    void take_no_memory_however_many_there_are() throws IOException {
        byte[] statement = "INSERT INTO ${table} VALUES ('${secret}');\n".getBytes(StandardCharsets.UTF_8);
        InputStream script = new SequenceInputStream(Collections.enumeration(
                Collections.nCopies(300_000, 1).stream().map(i -> (InputStream) new ByteArrayInputStream(statement)).toList()));
        int count = 0;
        try (ScriptReader reader = ScriptReader.open(script, SHOP, Syntax.SQLITE, Map.of())) {
            while (reader.next() != null) {
                count++;
                assertThat(reader.capacity()).isLessThanOrEqualTo(64 * 1024);
                assertThat(reader.replacements()).isLessThan(64 * 1024 / 10);
            }
        }
        assertThat(count).isEqualTo(300_000);
    }
}
