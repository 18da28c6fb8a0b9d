package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;

/** What is said of a script's own transaction, and of its locked tables. */
class SectionTest {

    private static SqlStatement begin(String sql) throws IOException {
        try (ScriptReader reader = ScriptReader.open(new StringReader("\n  " + sql + ";"), Syntax.MYSQL)) {
            return reader.next();
        }
    }

    @Test
    void says_what_ends_it_where_a_script_does_not() throws IOException {
        assertThat(Section.TRANSACTION.leftOpen(begin("START TRANSACTION")).getMessage()).isEqualTo(
                "the script ends inside of the section that begins at 2:3 (START TRANSACTION): add a COMMIT");
        assertThat(Section.LOCKED_TABLES.leftOpen(begin("LOCK TABLES t WRITE")).getMessage()).isEqualTo(
                "the script ends inside of the section that begins at 2:3 (LOCK TABLES t WRITE): add UNLOCK TABLES");
    }

    @Test
    void says_what_became_of_it_when_one_of_its_statements_failed() throws IOException {
        assertThat(Section.NONE.consequence(null)).isEmpty();
        assertThat(Section.TRANSACTION.consequence(begin("BEGIN"))).isEqualTo(" It is in the transaction that begins at 2:3,"
                + " which is one step: it was rolled back, and the next run starts it again.");
        assertThat(Section.LOCKED_TABLES.consequence(begin("LOCK TABLES t WRITE")))
                .isEqualTo(" It is in the section that locks tables at 2:3, which is one step: what it changed in rows was"
                        + " rolled back, and the next run starts it again.");
    }
}
