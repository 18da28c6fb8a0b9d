package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a backslash means in PostgreSQL's strings behind a script. In the scripts {@code ON} and {@code OFF} stand for a
 * {@code SET} of {@code standard_conforming_strings}, {@code NAME} for its name.
 */
class ConformingStringsTest {

    /** One statement and its delimiter where the backslash escapes, otherwise a shorter one and a comment. */
    private static final String PROBE = "SELECT 'a\\'; --'\n;";

    private static boolean escapes(String found, boolean inTransaction, String script) throws IOException {
        String text = script.replace("NAME", "standard_conforming_strings")
                .replaceAll("\\bOFF\\b", "SET standard_conforming_strings = off")
                .replaceAll("\\bON\\b", "SET standard_conforming_strings = on");
        List<String> texts = new ArrayList<>();
        try (ScriptReader reader = ScriptReader.open(
                new ByteArrayInputStream((text + ";\n" + PROBE).getBytes(StandardCharsets.UTF_8)), Placeholders.NONE,
                Syntax.POSTGRESQL,
                Map.of("standard_conforming_strings", found, "in transaction", Boolean.toString(inTransaction)))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                texts.add(next.text());
            }
        }
        String last = texts.get(texts.size() - 1);
        assertThat(last).isIn("SELECT 'a\\'; --'", "SELECT 'a\\'");
        return last.endsWith("--'");
    }

    @ParameterizedTest(name = "{2} where it is {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            off | no  | SELECT 1                                                   | escapes
            on  | no  | SELECT 1                                                   | is itself
            on  | no  | OFF                                                        | escapes
            off | no  | ON                                                         | is itself
            on  | no  | SET SESSION NAME TO 'off'                                  | escapes
            on  | no  | SET "NAME" = 0                                             | escapes
            on  | no  | SET NAME = of                                              | escapes
            on  | no  | SET NAME = 'F'                                             | escapes
            on  | no  | SET NAME = fals                                            | escapes
            on  | no  | SET NAME = n                                               | escapes
            on  | no  | SET NAME = No                                              | escapes
            off | no  | SET NAME = 1                                               | is itself
            off | no  | SET NAME = o                                               | is itself
            off | no  | SET NAME = ''                                              | is itself
            off | no  | SET NAME = true                                            | is itself
            off | no  | SET other = on                                             | escapes
            off | no  | ON; SET NAME = DEFAULT                                     | escapes
            on  | no  | OFF; SET NAME TO DEFAULT                                   | is itself
            off | no  | ON; RESET NAME                                             | escapes
            off | no  | ON; RESET ALL                                              | escapes
            off | no  | ON; RESET other                                            | is itself
            on  | no  | SELECT set_config('NAME', 'off', false)                    | escapes
            on  | no  | SELECT pg_catalog.set_config('NAME', 'off', 'false')       | escapes
            on  | no  | SELECT set_config('other', 'off', false)                   | is itself
            on  | no  | SELECT set_config('NAME', 'off', true)                     | is itself
            on  | yes | SELECT set_config('NAME', 'off', true)                     | escapes
            on  | no  | SELECT set_config('NAME', 'off')                           | is itself
            on  | yes | SET LOCAL NAME = off                                       | escapes
            on  | no  | SET LOCAL NAME = off                                       | is itself
            on  | no  | BEGIN; SET LOCAL NAME = off                                | escapes
            on  | no  | BEGIN; SET LOCAL NAME = off; COMMIT                        | is itself
            on  | no  | BEGIN; SET LOCAL NAME = off; ROLLBACK                      | is itself
            on  | no  | BEGIN; OFF; SET LOCAL NAME = on; COMMIT                    | escapes
            on  | no  | BEGIN; OFF; COMMIT                                         | escapes
            on  | no  | BEGIN; OFF; END                                            | escapes
            on  | no  | BEGIN; OFF; ROLLBACK                                       | is itself
            on  | no  | BEGIN; OFF; ABORT                                          | is itself
            on  | no  | START TRANSACTION; OFF; ROLLBACK                           | is itself
            on  | no  | BEGIN; OFF; BEGIN; ROLLBACK                                | is itself
            on  | no  | OFF; ROLLBACK                                              | escapes
            on  | no  | OFF; ABORT                                                 | escapes
            on  | no  | OFF; BEGIN; ON; ROLLBACK                                   | escapes
            on  | no  | BEGIN; OFF; COMMIT AND CHAIN; ON; ROLLBACK                 | escapes
            on  | no  | BEGIN; OFF; COMMIT AND NO CHAIN; ON; ROLLBACK              | is itself
            on  | no  | BEGIN; OFF; ROLLBACK AND CHAIN; OFF; ROLLBACK              | is itself
            on  | no  | BEGIN; OFF; COMMIT PREPARED 'x'; ROLLBACK                  | is itself
            on  | no  | BEGIN; OFF; ROLLBACK PREPARED 'x'                          | escapes
            on  | no  | RESET                                                      | is itself
            on  | no  | SET NAME                                                   | is itself
            on  | no  | SET NAME =                                                 | is itself
            on  | yes | SAVEPOINT a; OFF; ROLLBACK TO a                            | is itself
            on  | yes | SAVEPOINT a; OFF; SAVEPOINT b; ON; ROLLBACK TO SAVEPOINT b | escapes
            on  | yes | SAVEPOINT a; OFF; SAVEPOINT b; ON; ROLLBACK TO a           | is itself
            on  | yes | SAVEPOINT a; OFF; ROLLBACK TO nowhere                      | escapes
            on  | no  | BEGIN; SAVEPOINT a; OFF; COMMIT; BEGIN; ROLLBACK TO a      | escapes
            on  | yes | OFF; ROLLBACK                                              | escapes
            """)
    void follows_the_setting(String found, String inTransaction, String script, String expected) throws IOException {
        assertThat(escapes(found, inTransaction.equals("yes"), script)).isEqualTo(expected.equals("escapes"));
    }
}
