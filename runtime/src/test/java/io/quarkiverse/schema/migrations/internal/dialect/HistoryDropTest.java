package io.quarkiverse.schema.migrations.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;

/** Statements that would take the history away, or write to it; the history is {@code s.h}, and {@code me} owns it. */
class HistoryDropTest {

    private static final TableName HISTORY = new TableName(Optional.of("s"), "h");
    private static final HistoryDrop DROP = new HistoryDrop(Set.of("SCHEMA"),
            (written, name) -> SqlStatement.unquoted(written).equals(name), (role, history) -> role.equals("me"));

    private static SqlStatement statement(String sql) {
        try (ScriptReader reader = ScriptReader.open(new StringReader(sql), Syntax.POSTGRESQL)) {
            return reader.next();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            DROP TABLE h                          | drop the history table s.h: take it out of the script
            DROP TABLE s.h                        | drop the history table s.h: take it out of the script
            DROP TABLE "s"."h" CASCADE            | drop the history table s.h: take it out of the script
            DROP TABLE IF EXISTS a, b.c, s.h      | drop the history table s.h: take it out of the script
            DROP TABLE IF EXISTS h                | drop the history table s.h: take it out of the script
            DROP SCHEMA IF EXISTS s               | drop the history table s.h with 's', which holds it: drop the objects that you mean by their names, or keep the history table elsewhere (history-table)
            ALTER TABLE IF EXISTS ONLY h RENAME TO x | rename the history table s.h: take it out of the script
            DROP TABLE                            |
            DROP TABLE s.                         |
            TRUNCATE TABLE                        |
            DELETE FROM                           |
            TRUNCATE h                            | truncate the history table s.h: take it out of the script
            TRUNCATE TABLE ONLY h                 | truncate the history table s.h: take it out of the script
            TRUNCATE a, h                         | truncate the history table s.h: take it out of the script
            RENAME TABLE h TO x                   | rename the history table s.h: take it out of the script
            ALTER TABLE h RENAME TO x             | rename the history table s.h: take it out of the script
            ALTER TABLE h RENAME x                | rename the history table s.h: take it out of the script
            ALTER TABLE h SET SCHEMA x            | move the history table s.h: take it out of the script
            ALTER TABLE h RENAME COLUMN a TO b    |
            ALTER TABLE h RENAME a TO b           |
            ALTER TABLE h ADD a int               |
            DROP SCHEMA s                         | drop the history table s.h with 's', which holds it: drop the objects that you mean by their names, or keep the history table elsewhere (history-table)
            DROP SCHEMA IF EXISTS x, s CASCADE    | drop the history table s.h with 's', which holds it: drop the objects that you mean by their names, or keep the history table elsewhere (history-table)
            ALTER SCHEMA s RENAME TO x            | rename 's', which holds the history table s.h: take it out of the script, or keep the history table elsewhere (history-table)
            ALTER SCHEMA s OWNER TO x             |
            ALTER SCHEMA x RENAME TO s            |
            DROP SCHEMA x                         |
            DROP SCHEMA h                         |
            DROP OWNED BY me                      | drop the history table s.h with all that me owns: drop the objects that you mean by their names
            DROP OWNED BY you, me CASCADE         | drop the history table s.h with all that me owns: drop the objects that you mean by their names
            DROP OWNED BY you                     |
            REASSIGN OWNED BY me TO you           |
            DELETE FROM h                         | write to the history table s.h: take it out of the script
            DELETE FROM ONLY s.h WHERE a          | write to the history table s.h: take it out of the script
            DELETE h FROM h JOIN x                |
            DELETE FROM x USING h                 |
            INSERT INTO h VALUES (1)              | write to the history table s.h: take it out of the script
            INSERT OR REPLACE INTO h VALUES (1)   | write to the history table s.h: take it out of the script
            INSERT h VALUES (1)                   | write to the history table s.h: take it out of the script
            REPLACE INTO s.h VALUES (1)           | write to the history table s.h: take it out of the script
            INSERT INTO x SELECT * FROM h         |
            INSERT INTO                           |
            UPDATE h SET a = 1                    | write to the history table s.h: take it out of the script
            UPDATE OR IGNORE h SET a = 1, b = 2   | write to the history table s.h: take it out of the script
            UPDATE h, x SET x.a = 1               |
            UPDATE h JOIN x SET x.a = 1           |
            UPDATE x SET a = (SELECT 1 FROM h)    |
            MERGE INTO h USING x ON a = b         | write to the history table s.h: take it out of the script
            COPY h (a) FROM '/x'                  | write to the history table s.h: take it out of the script
            COPY h TO '/x'                        |
            DELETE FROM x.h                       |
            DROP TABLE x.h                        |
            DROP TABLE hh                         |
            DROP VIEW h                           |
            DROP                                  |
            SELECT * FROM h                       |
            CREATE TABLE h (a int)                |
            """)
    void are_refused_where_that_is_plain_to_see(String sql, String expected) throws SQLException {
        SqlStatement statement = statement(sql);

        Optional<String> objection = DROP.isCandidate(statement, HISTORY) ? DROP.objection(statement, HISTORY)
                : Optional.empty();

        assertThat(objection).isEqualTo(Optional.ofNullable(expected).map(why -> "this would " + why));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            DROP TABLE h             | true
            DROP TABLE x             | false
            DROP SCHEMA x            | true
            ALTER SCHEMA x RENAME TO y | true
            ALTER SCHEMA x OWNER TO y | false
            ALTER SCHEMA rename OWNER TO y | false
            DROP OWNED BY x          | true
            DELETE FROM h            | true
            DELETE FROM x            | false
            SELECT 1                 | false
            ALTER TABLE h ADD a int  | false
            """)
    void cost_a_question_only_where_they_may_be_meant(String sql, boolean expected) {
        assertThat(DROP.isCandidate(statement(sql), HISTORY)).isEqualTo(expected);
    }
}
