package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.internal.dialect.mysql.ServerVersion.Product;
import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What statements of MySQL and MariaDB leave behind: in the catalog, and in a session that is gone. */
class MysqlTracesTest {

    private static final ServerVersion VERSION = ServerVersion.of("8.0.33");

    private static SqlStatement statement(String sql) {
        try (ScriptReader reader = ScriptReader.open(new StringReader("DELIMITER //\n" + sql + "//"), Product.MYSQL.syntax)) {
            return reader.next();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TABLE t (a INT)                         | EXISTENCE t again
            CREATE TABLE IF NOT EXISTS s.t (a INT)         | EXISTENCE s.t again
            CREATE OR REPLACE TABLE t (a INT)              | TABLE t again
            CREATE TEMPORARY TABLE t (a INT)               | again
            DROP TABLE t                                   | EXISTENCE t again
            DROP TABLE IF EXISTS t                         | EXISTENCE t again
            DROP TABLE t, u                                |
            DROP TABLE IF EXISTS t, u                      | again
            ALTER TABLE t ADD COLUMN a INT                 | COLUMNS t again
            ALTER TABLE `s`.`t` DROP COLUMN a              | COLUMNS s.t again
            ALTER TABLE t ADD COLUMN IF NOT EXISTS a INT   | TABLE t again
            ALTER TABLE t ADD a INT                        | TABLE t again
            ALTER TABLE t RENAME TO u                      | TABLE t again
            ALTER TABLE t DROP PARTITION p                 | TABLE t
            ALTER TABLE t DISCARD TABLESPACE               | TABLE t
            ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u | TABLE t
            ALTER ONLINE IGNORE TABLE t ADD a INT          | TABLE t again
            CREATE UNIQUE INDEX i ON t (a)                 | INDEXES t again
            CREATE FULLTEXT INDEX i ON s.t (a)             | INDEXES s.t again
            DROP INDEX i ON t                              | INDEXES t again
            CREATE VIEW v AS SELECT 1                      | EXISTENCE v again
            CREATE OR REPLACE ALGORITHM = MERGE DEFINER = `a`@`b` SQL SECURITY INVOKER VIEW v AS SELECT 1 | TABLE v again
            CREATE DEFINER = TABLE@INDEX VIEW v AS SELECT 1 | EXISTENCE v again
            CREATE PROCEDURE s.p() SELECT 1                | ROUTINE s.p again
            CREATE AGGREGATE FUNCTION IF NOT EXISTS f() RETURNS INT RETURN 1 | ROUTINE f again
            CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1 | TRIGGER r again
            ALTER EVENT e DISABLE                          | EVENT e again
            CREATE DATABASE d                              | DATABASE d again
            DROP SCHEMA IF EXISTS d                        | DATABASE d again
            RENAME TABLE t TO u                            | EXISTENCE t again
            RENAME TABLE t TO u, u TO v                    |
            RENAME USER a TO b                             |
            CREATE USER a                                  |
            CREATE USER IF NOT EXISTS a                    | again
            CREATE OR REPLACE USER a                       | again
            ANALYZE TABLE t                                | again
            GRANT SELECT ON t TO a                         | again
            TRUNCATE TABLE t                               |
            INSTALL PLUGIN p SONAME 'x'                    |
            CREATE INDEX i                                 |
            """)
    void catalog_tells_whether_a_definition_has_run(String sql, String expected) {
        Definition definition = Definition.of(MysqlWords.of(statement(sql), VERSION));

        String subject = definition.subject().map(object -> object.kind() + " "
                + object.schema().map(schema -> schema + ".").orElse("") + object.name()).orElse("");
        assertThat((subject + (definition.again() ? " again" : "")).strip()).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SET @a = (SELECT 1)                       | SELECT @a                              | NEEDED
            SET @a = (SELECT 1)                       | SELECT 1                               | NONE
            SET @a = (SELECT 1)                       | SET @A = 5                             | ENDED
            SET @a = (SELECT 1)                       | SET @b = @a                            | NEEDED
            SET @a = (SELECT 1)                       | SET @a = @a + 1                        | NEEDED
            SET @a = (SELECT 1)                       | PREPARE p FROM @b                      | NEEDED
            SET @a = (SELECT 1)                       | EXECUTE IMMEDIATE @b                   | NEEDED
            SET @a = (SELECT 1)                       | PREPARE p FROM 'SELECT 1'              | NONE
            SET @a = (SELECT 1)                       | EXECUTE IMMEDIATE 'SELECT 1'           | NONE
            SET @a = (SELECT 1), @b = (SELECT 2)      | SELECT @b                              | NONE NEEDED
            SET @a = 1                                | SELECT @a                              |
            SET sort_buffer_size = (SELECT 1)         | SELECT 1                               | NEEDED
            SET GLOBAL a = (SELECT 1)                 | SELECT 1                               |
            SELECT 1 INTO @a                          | SELECT @a                              | NEEDED
            SELECT a, b INTO @a, @b FROM t            | SELECT @b                              | NONE NEEDED
            SELECT @a := 5                            | SELECT @a                              | NEEDED
            SELECT @a                                 | SELECT @a                              |
            SELECT @@sql_mode INTO @a                 | SELECT @a                              | NEEDED
            SELECT @@a := 5                           | SELECT @a                              |
            SELECT 1 INTO                             | SELECT @a                              |
            SELECT @a :                               | SELECT @a                              |
            CALL p(@a)                                | SELECT @a                              | NEEDED
            GET DIAGNOSTICS @a = NUMBER               | SELECT @a                              | NEEDED
            LOAD DATA INFILE 'x' INTO TABLE t (@a)    | SELECT @a                              | NEEDED
            CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET @a = 1 | SELECT @a            |
            ALTER EVENT e DO SET @a = 1               | SELECT @a                              |
            PREPARE p FROM 'SELECT 1'                 | EXECUTE p                              | NEEDED
            PREPARE p FROM 'SELECT 1'                 | PREPARE P FROM 'SELECT 2'              | ENDED
            PREPARE p FROM 'SELECT 1'                 | PREPARE q FROM 'EXECUTE p'             | NEEDED
            CREATE TEMPORARY TABLE t (a INT)          | SELECT * FROM t                        | NEEDED
            CREATE TEMPORARY TABLE t (a INT)          | CREATE TEMPORARY TABLE t (b INT)       | ENDED
            CREATE TEMPORARY TABLE t (a INT)          | CREATE TEMPORARY TABLE IF NOT EXISTS t (b INT) | NEEDED
            CREATE TEMPORARY TABLE t (a INT)          | CREATE TEMPORARY TABLE u LIKE t        | NEEDED
            CREATE TEMPORARY TABLE t (a INT)          | DROP TEMPORARY TABLE IF EXISTS t       | ENDED
            CREATE TEMPORARY TABLE t (a INT)          | DROP TEMPORARY TABLE t                 | NEEDED
            CREATE TEMPORARY TABLE IF NOT EXISTS s.t (a INT) | SELECT * FROM t                 | NEEDED
            CREATE OR REPLACE TEMPORARY TABLE t (a INT) | INSERT INTO t VALUES (1)             | NEEDED
            CREATE TABLE t (a INT)                    | SELECT * FROM t                        |
            """)
    void later_statements_may_need_what_went_with_the_session(String made, String later, String expected) {
        assertThat(MysqlSessionObject.by(statement(made), VERSION).stream()
                .map(object -> object.use(statement(later)).toString()).collect(Collectors.joining(" ")))
                .isEqualTo(expected == null ? "" : expected);
    }
}
