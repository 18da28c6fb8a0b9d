package io.quarkiverse.schema.migrations.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of MySQL and MariaDB that the semicolon cuts, and what only looks like one. */
class CompoundStatementTest {

    private static final String TRIGGER = "CREATE TRIGGER t_bi BEFORE INSERT ON t FOR EACH ROW ";

    @ParameterizedTest
    @ValueSource(strings = {
            TRIGGER + "BEGIN SET NEW.b = NEW.a; END;",
            TRIGGER + "FOLLOWS `begin` BEGIN SET NEW.b = NEW.a; END;",
            TRIGGER + "PRECEDES s.other IF NEW.a > 1 THEN SET NEW.b = 1; END IF;",
            TRIGGER + "IF (NEW.a) THEN SET NEW.b = 1; END IF;",
            "CREATE OR REPLACE DEFINER=event@localhost TRIGGER x AFTER DELETE ON t FOR EACH ROW BEGIN DO 1; END",
            "CREATE DEFINER = `root`@`%` PROCEDURE p() BEGIN SELECT 1; END;",
            "/*!50003 CREATE*/ /*!50020 DEFINER=`a`@`b`*/ /*!50003 TRIGGER x BEFORE INSERT ON t FOR EACH ROW BEGIN*/ DO 1; END;",
            "CREATE PROCEDURE p(IN begin INT) COMMENT 'it''s; BEGIN' NOT DETERMINISTIC MODIFIES SQL DATA main: BEGIN DO 1; END;",
            "CREATE PROCEDURE IF NOT EXISTS p() SQL SECURITY INVOKER `main`: LOOP LEAVE main; END LOOP;",
            "CREATE PROCEDURE p() CASE a WHEN 1 THEN DO 1; END CASE;",
            "CREATE PROCEDURE p() WHILE a DO SET a = 1; END WHILE;",
            "CREATE PROCEDURE p() REPEAT SET @a = 1; UNTIL TRUE END REPEAT;",
            "CREATE FUNCTION f(a VARCHAR(10)) RETURNS VARCHAR(10) CHARSET utf8mb4 DETERMINISTIC BEGIN RETURN a; END;",
            "CREATE FUNCTION f() RETURNS INT main: BEGIN RETURN 1; END;",
            "CREATE FUNCTION f(a INT) RETURNS INT IF a THEN RETURN 1; ELSE RETURN 2; END IF;",
            "CREATE PROCEDURE p() COMMENT \"x\" LANGUAGE SQL BEGIN DO 1; END;",
            TRIGGER + "FOLLOWS `s`.`other` BEGIN SET NEW.b = NEW.a; END;",
            TRIGGER + "PRECEDES other main: BEGIN SET NEW.b = NEW.a; END;",
            "CREATE EVENT do ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM t; END;",
            "CREATE EVENT IF NOT EXISTS do ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM t; END;",
            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY COMMENT 'x' DO BEGIN DELETE FROM t; END;",
            "ALTER EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM t; END;",
            "CREATE PROCEDURE p() BEGIN /* ; END */ -- END\n SELECT 'END', end, t.end FROM t; END;" })
    void refuses_a_body_that_the_semicolon_cuts(String script) {
        for (Syntax syntax : List.of(Syntax.MYSQL, Syntax.MARIADB)) {
            assertThatThrownBy(() -> Scripts.texts(syntax, script)).as("%s: %s", syntax, script)
                    .isInstanceOf(MalformedScriptException.class).hasMessageContaining("DELIMITER //");
            assertClosedByItsLastEnd(syntax, script);
        }
    }

    @Test
    void says_where_the_block_begins_and_where_it_is_cut() {
        assertThatThrownBy(() -> Scripts.texts(Syntax.MYSQL, "SELECT 1;\n" + TRIGGER + "\n  BEGIN\n SET NEW.b = 1\n;\nEND;"))
                .hasMessage("line 3, column 3: the block that begins here is cut at the semicolon in line 5, before its END:"
                        + " choose another delimiter for the statement, as for the mysql client, with a line DELIMITER //"
                        + " before it, // behind its last END, and a line DELIMITER ; after it");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "IF 1 THEN SELECT 1; END IF;",
            "CASE 1 WHEN 1 THEN SELECT 1; END CASE;",
            "WHILE 0 DO SELECT 1; END WHILE;",
            "LOOP SELECT 1; END LOOP;",
            "REPEAT SELECT 1; UNTIL 1 END REPEAT;",
            "FOR i IN 1..3 DO SELECT i; END FOR;",
            "BEGIN NOT ATOMIC SELECT 1; END;",
            "main: BEGIN NOT ATOMIC SELECT 1; END;",
            "`main`: LOOP LEAVE main; END LOOP;",
            "/*M!100000 BEGIN NOT ATOMIC*/ SELECT 1; END;",
            "SET STATEMENT max_statement_time = 60 FOR BEGIN NOT ATOMIC SELECT 1; END;",
            "SET STATEMENT sql_mode = '' FOR CREATE PROCEDURE p() BEGIN SELECT 1; END;",
            "CREATE PACKAGE p FUNCTION f() RETURNS INT; END;",
            "CREATE PACKAGE IF NOT EXISTS p AS PROCEDURE a(); END;",
            "CREATE PACKAGE BODY p PROCEDURE a() BEGIN DO 1; END; END;",
            "CREATE PACKAGE BODY p FUNCTION a() RETURNS INT main: BEGIN RETURN 1; END; PROCEDURE b() DO 1; BEGIN DO 2; END;" })
    void refuses_what_mariadb_alone_runs_without_a_routine(String script) {
        assertThatThrownBy(() -> Scripts.texts(Syntax.MARIADB, script)).isInstanceOf(MalformedScriptException.class)
                .hasMessageContaining("DELIMITER //");
        assertClosedByItsLastEnd(Syntax.MARIADB, script);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE PROCEDURE p AS BEGIN SELECT 1; END;",
            "CREATE PROCEDURE p(a INT) IS x INT; BEGIN x := a; END;",
            "CREATE FUNCTION f(a INT) RETURN INT AS BEGIN RETURN a; END;",
            "CREATE PROCEDURE p(a INT) AS BEGIN IF a THEN DO 1; END IF; DO 2; END;",
            "CREATE PACKAGE p AS x INT; PROCEDURE a(b INT); END;",
            "CREATE PACKAGE BODY p AS PROCEDURE a AS BEGIN DO 1; EXCEPTION WHEN OTHERS THEN DO 2; END; BEGIN DO 3; END;",
            "DECLARE x INT; BEGIN x := 1; END;",
            "<<main>> BEGIN SELECT 1; END;",
            "BEGIN WHILE 1 LOOP DO 1; END LOOP; DECLARE y INT; BEGIN y := 1; END; END;" })
    void refuses_blocks_of_oracle_mode(String script) throws IOException {
        assertThatThrownBy(() -> Scripts.texts(Syntax.MARIADB, "SET sql_mode = oracle;\n" + script))
                .isInstanceOf(MalformedScriptException.class).hasMessageContaining("DELIMITER //");
        assertThat(statements(Syntax.MARIADB, "SET sql_mode = oracle;\nDELIMITER //\n" + script + "//")).hasSize(2);
        assertClosedByItsLastEnd(Syntax.MARIADB, script);
    }

    /** Its declarations are a part of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            DECLARE x INT; BEGIN x := 1; END;                       | 1
            CREATE PROCEDURE p(a INT) IS x INT; BEGIN x := a; END;  | 27
            CREATE PACKAGE BODY p AS PROCEDURE a AS BEGIN DO 1; END; END; | 8
            """)
    void says_where_a_block_of_oracle_mode_begins(String script, int column) {
        assertThatThrownBy(() -> Scripts.texts(Syntax.MARIADB, "SET sql_mode = oracle;\n" + script))
                .hasMessageStartingWith("line 2, column " + column + ": the block that begins here is cut");
    }

    /** As many statements as lines. */
    @ParameterizedTest
    @EnumSource(names = { "MYSQL", "MARIADB" })
    void passes_what_only_looks_like_a_block(Syntax syntax) throws IOException {
        String script = """
                BEGIN;
                BEGIN WORK;
                COMMIT;
                XA BEGIN 'x';
                XA END 'x';
                START TRANSACTION;
                CREATE TRIGGER t_bi BEFORE INSERT ON t FOR EACH ROW SET NEW.b = CASE WHEN NEW.a THEN 1 ELSE IF(NEW.a, 2, 3) END;
                CREATE TRIGGER begin BEFORE INSERT ON `begin` FOR EACH ROW SET NEW.begin = 'BEGIN', NEW.c = "BEGIN";
                CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW FOLLOWS begin SET NEW.a = 1;
                CREATE PROCEDURE p() SELECT REPEAT('x', 3), IF(a, b, c), CASE a WHEN 1 THEN 2 END FROM begin FOR UPDATE;
                CREATE PROCEDURE begin(IN begin INT, OUT `if` INT) COMMENT 'BEGIN' READS SQL DATA SELECT begin INTO `if`;
                CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN CASE WHEN a THEN 1 ELSE REPEAT(a, 2) END;
                CREATE FUNCTION f(a INT) RETURNS INT RETURN (SELECT a AS begin FROM t);
                CREATE FUNCTION f(begin INT, b VARCHAR(2)) RETURNS INT RETURN begin;
                CREATE AGGREGATE FUNCTION f RETURNS STRING SONAME 'f.so';
                CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t WHERE a = CASE b WHEN 1 THEN 2 END;
                CREATE EVENT IF NOT EXISTS e ON SCHEDULE AT NOW() DO CALL p();
                CREATE DEFINER = event@localhost VIEW v AS SELECT CASE 1 WHEN 1 THEN 2 END;
                CREATE TABLE event (begin INT, procedure_ INT, `case` INT, loop_ INT);
                CREATE TABLE IF NOT EXISTS t AS SELECT IF(1, 2, 3), CASE WHEN 1 THEN 2 END AS end;
                ALTER PROCEDURE p COMMENT 'BEGIN';
                ALTER TABLE t ADD begin INT;
                INSERT INTO t SELECT CASE WHEN a THEN b END, @begin, t.begin FROM t;
                SET @a = CASE WHEN 1 THEN 2 END;
                SELECT 1 /* BEGIN */ -- BEGIN
                DROP PROCEDURE IF EXISTS p;
                """.replace("-- BEGIN\n", "-- BEGIN\n;");
        assertThat(statements(syntax, script)).hasSize((int) script.lines().count());
    }

    @Test
    void passes_blocks_without_a_semicolon_inside() throws IOException {
        assertThat(statements(Syntax.MYSQL, TRIGGER + "BEGIN END;\nSELECT 1;")).hasSize(2);
        assertThat(statements(Syntax.MARIADB, "BEGIN NOT ATOMIC END;\nSELECT 1;")).hasSize(2);
    }

    static Stream<String> closed() {
        return Stream.of("""
                main: BEGIN
                  DECLARE done INT DEFAULT CASE WHEN a THEN 1 END;
                  DECLARE c CURSOR FOR SELECT end FROM t WHERE CASE end WHEN 1 THEN 2 END;
                  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = 1;
                  DECLARE EXIT HANDLER FOR SQLSTATE VALUE '23000', 1062, SQLEXCEPTION BEGIN ROLLBACK; END;
                  IF a THEN DO 1; ELSEIF CASE a WHEN 1 THEN 2 END THEN DO 2; ELSE IF b THEN DO 1; END IF; END IF;
                  CASE WHEN a THEN DO 1; WHEN IF(a, b, c) THEN BEGIN END; ELSE DO 1; END CASE;
                  again: LOOP LEAVE again; END LOOP again;
                  WHILE IF(a, b, c) DO SET a = REPEAT('x', 3); END WHILE;
                  REPEAT SET a = 1; UNTIL CASE a WHEN 1 THEN 2 END END REPEAT;
                END main""");
    }

    @ParameterizedTest
    @MethodSource("closed")
    @ValueSource(strings = {
            "IF a THEN IF b THEN DO 1; END IF; DO 2; END IF",
            "IF a THEN DO 1; ELSE IF b THEN DO 1; END IF; DO 2; END IF",
            "IF a THEN DO 1; ELSEIF b THEN BEGIN DO 1; END; DO 2; END IF",
            "CASE a WHEN 1 THEN CASE b WHEN 2 THEN DO 1; END CASE; DO 2; ELSE BEGIN DO 1; END; END CASE",
            "WHILE a DO WHILE b DO DO 1; END WHILE; DO 2; END WHILE",
            "LOOP LOOP DO 1; END LOOP; DO 2; END LOOP",
            "REPEAT REPEAT DO 1; UNTIL a END REPEAT; DO 2; UNTIL b END REPEAT",
            "BEGIN BEGIN DO 1; END; DO 2; END",
            "BEGIN IF CASE a WHEN 1 THEN b ELSE c END THEN DO 1; END IF; DO 2; END",
            "BEGIN IF a THEN SET b = CASE a WHEN 1 THEN 2 ELSE CASE c WHEN 1 THEN 3 END END; END IF; DO 2; END",
            "BEGIN SELECT * FROM t; (SELECT 1); `main`: BEGIN DO 1; END `main`; DO 2; END",
            "BEGIN DECLARE EXIT HANDLER FOR 1062 BEGIN DO 1; END; DO 2; END",
            "BEGIN DECLARE EXIT HANDLER FOR SQLSTATE '23000', SQLWARNING IF a THEN DO 1; END IF; DO 2; END",
            "BEGIN DECLARE CONTINUE HANDLER FOR NOT FOUND, named BEGIN DO 1; END; DO 2; END",
            "BEGIN DECLARE c CURSOR FOR SELECT a FROM t; DO 2; END",
            "BEGIN DROP PROCEDURE IF EXISTS q; DO 2; END",
            "BEGIN SELECT CASE a WHEN 1 THEN CASE b WHEN 1 THEN 2 END END; DO 2; END" })
    void knows_where_a_body_is_closed(String body) {
        for (Syntax syntax : List.of(Syntax.MYSQL, Syntax.MARIADB)) {
            assertClosedByItsLastEnd(syntax, "CREATE PROCEDURE p() " + body);
        }
    }

    private static void assertClosedByItsLastEnd(Syntax syntax, String script) {
        assertThat(mayTakeWhatFollows(syntax, script)).as("%s: %s", syntax, script).isFalse();
        String without = script.substring(0, script.lastIndexOf("END"));
        assertThat(mayTakeWhatFollows(syntax, without)).as("%s: %s", syntax, without).isTrue();
    }

    private static boolean mayTakeWhatFollows(Syntax syntax, String text) {
        try {
            SqlStatement statement = Scripts.only(syntax, "DELIMITER //\n" + text.strip() + "//");
            return CompoundStatement.mayTakeWhatFollows(syntax, statement.words(Integer.MAX_VALUE));
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { TRIGGER + "BEGIN SET NEW.a = 1;", "IF 1 THEN DO 1;", "DECLARE x INT;",
            "CREATE PROCEDURE p AS x INT; SELECT 1", "CREATE PACKAGE BODY p AS PROCEDURE a AS BEGIN DO 1; END;" })
    void knows_that_a_block_may_take_what_follows(String text) {
        assertThat(mayTakeWhatFollows(Syntax.MARIADB, text)).isTrue();
    }

    private static List<String> statements(Syntax syntax, String script) {
        try {
            return Scripts.texts(syntax, script);
        } catch (IOException e) {
            throw new AssertionError(script, e);
        }
    }
}
