package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements in any order, with anything between them that says nothing, come back as they were. */
@Tag("long")
class RandomScriptsTest {

    private static final List<String> OF_ALL = List.of(
            "SELECT 1", "select 'it''s; '", "INSERT INTO a VALUES ('--', '/*', '*/', '#', '$$')", "SELECT \"a;\"\"b\"",
            "SELECT /* ; ' \" */ 2", "SELECT 3 -- ; ' \" `\n+ 4", "CREATE TABLE größe (\r\n  \"🐘;\" text\r\n)",
            "SELECT 5 - -6 / 7",
            "BEGIN", "COMMIT", "SELECT ''", "UPDATE a SET b = CASE WHEN b THEN 1 END", "DROP TABLE trigger_begin_end");

    private static final Map<Syntax, List<String>> OF_ONE = Map.of(
            Syntax.SQLITE, List.of(
                    "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT CASE WHEN 1 THEN 2 END; END",
                    "create temp trigger \"x;\" before update on a begin -- END;\n delete from b; end",
                    "EXPLAIN CREATE TRIGGER begin AFTER DELETE ON a BEGIN SELECT [;]; END",
                    "SELECT [a;'b], `c;``d`", "SELECT 'no escape \\'", "SELECT 1 # 2"),
            Syntax.POSTGRESQL, List.of(
                    "DO $$ BEGIN; $a$ ' $a$; END $$", "SELECT $größe_1$ ; $$ $größe_1$, a$b$c", "SELECT $1",
                    "SELECT E'it\\'s; '", "SELECT E'a\\';'\n  'b\\';'", "SELECT 'no escape \\', U&'\\0061;\\'",
                    "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
                    "CREATE RULE r AS ON DELETE TO a DO (SELECT 1; SELECT ')'; SELECT 2)",
                    "SELECT /* /* ; */ ; */ 1", "SELECT '{\"a\": \";\"}'::jsonb #> '{a}'"),
            Syntax.MYSQL, mysql(),
            Syntax.MARIADB, mysql());

    private static final List<String> BETWEEN = List.of("", " ", "\n", "\r\n\t", "-- it's \"; `\n", "/* it's \"; ` */", ";",
            " ; -- /*\n", "/**/", "\n\n-- --\n");

    private static List<String> mysql() {
        return List.of("SELECT 'it\\'s; ', \"it\\\"s; \", `it\\`", "SELECT 1--1, 2--\n3", "SELECT 1 # ; ' \"\n+ 2",
                "/*!50001 CREATE VIEW `v;` AS SELECT ';' */", "SELECT 1 /*!50001 + 2 */ */**/3", "SELECT \\N",
                "/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`%`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x = 1 */");
    }

    @ParameterizedTest
    @EnumSource
    void come_back_as_they_were(Syntax syntax) throws IOException {
        List<String> pool = new ArrayList<>(OF_ALL);
        pool.addAll(OF_ONE.get(syntax));
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<String> statements = new ArrayList<>();
            StringBuilder script = new StringBuilder(between(random));
            for (int left = random.nextInt(20); left > 0; left--) {
                String statement = pool.get(random.nextInt(pool.size()));
                statements.add(statement);
                script.append(statement).append(random.nextBoolean() ? ";" : "\n;").append(between(random));
            }

            assertThat(Scripts.texts(syntax, script.toString())).as("seed %d: %s", seed, script).isEqualTo(statements);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "MYSQL", "MARIADB" })
    void come_back_as_they_were_from_behind_any_delimiter(Syntax syntax) throws IOException {
        List<String> delimiters = List.of("//", "$$", "|", ";;", "END_OF_IT", "^^", "\u00A7");
        List<String> pool = new ArrayList<>(OF_ALL);
        pool.addAll(OF_ONE.get(syntax));
        pool.add("CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 'a', \"b\"; END");
        pool.add("/*!50106 CREATE*/ /*!50106 EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM a; END */");
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<String> statements = new ArrayList<>();
            StringBuilder script = new StringBuilder();
            for (int left = random.nextInt(20); left > 0; left--) {
                String delimiter = delimiters.get(random.nextInt(delimiters.size()));
                String statement = pool.get(random.nextInt(pool.size()));
                statements.add(statement);
                script.append("\n  delimiter ").append(delimiter).append(" \r\n").append(statement)
                        .append(random.nextBoolean() ? " " : "; ").append(delimiter);
            }

            assertThat(Scripts.texts(syntax, script.toString())).as("seed %d: %s", seed, script).isEqualTo(statements);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stand_where_they_are_said_to_stand(Syntax syntax) throws IOException {
        List<String> pool = new ArrayList<>(OF_ALL);
        pool.addAll(OF_ONE.get(syntax));
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            StringBuilder script = new StringBuilder();
            for (int left = random.nextInt(20); left > 0; left--) {
                script.append(between(random)).append(pool.get(random.nextInt(pool.size()))).append(';');
            }
            String[] lines = script.toString().split("\n", -1);

            for (SqlStatement statement : Scripts.statements(syntax, script.toString())) {
                String line = lines[statement.line() - 1];
                assertThat(line.substring(line.offsetByCodePoints(0, statement.column() - 1)))
                        .startsWith(statement.text().split("\n", 2)[0].stripTrailing());
            }
        }
    }

    private static String between(Random random) {
        StringBuilder between = new StringBuilder();
        for (int left = random.nextInt(4); left > 0; left--) {
            between.append(BETWEEN.get(random.nextInt(BETWEEN.size())));
        }
        return between.toString();
    }
}
