package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.internal.dialect.mysql.ServerVersion.Product;
import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/** What is made of statements of MySQL and MariaDB before any of them runs. */
class MysqlWordsTest {

    private static final ServerVersion MYSQL = ServerVersion.of("8.0.33");
    private static final ServerVersion MARIADB = ServerVersion.of("5.5.5-10.6.12-MariaDB-log");

    private static SqlStatement statement(String sql) {
        try (ScriptReader reader = ScriptReader.open(new StringReader("DELIMITER //\n" + sql + "//"), Product.MYSQL.syntax)) {
            return reader.next();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MysqlWords words(String sql) {
        return MysqlWords.of(statement(sql), MYSQL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SET a = 1                               | SESSION       | false
            SET autocommit = 0                      | SESSION       | true
            SET STATEMENT a = 1 FOR SELECT 1        | ANYTHING      | true
            USE x                                   | SESSION       | false
            PREPARE p FROM 'SELECT 1'               | SESSION       | false
            DEALLOCATE PREPARE p                    | SESSION       | false
            DROP PREPARE p                          | SESSION       | false
            INSERT INTO t VALUES (1)                | ROWS          | false
            (SELECT 1)                              | ROWS          | false
            SHOW TABLES                             | ROWS          | false
            CALL p()                                | ANYTHING      | true
            EXECUTE p                               | ANYTHING      | true
            XA START 'x'                            | ANYTHING      | true
            BEGIN NOT ATOMIC SELECT 1               | ANYTHING      | true
            INSERT INTO t VALUES (1); SELECT 1      | ANYTHING      | true
            BEGIN                                   | BEGIN         | true
            BEGIN WORK                              | BEGIN         | true
            START TRANSACTION                       | BEGIN         | true
            START SLAVE                             | DEFINITION    | true
            COMMIT                                  | COMMIT        | true
            ROLLBACK                                | ROLLBACK      | true
            ROLLBACK TO SAVEPOINT s                 | ROWS          | false
            LOCK TABLES t WRITE                     | LOCK_TABLES   | true
            LOCK TABLE t WRITE                      | LOCK_TABLES   | true
            LOCK INSTANCE FOR BACKUP                | ANYTHING      | true
            UNLOCK TABLES                           | UNLOCK_TABLES | true
            CREATE TABLE t (a INT)                  | DEFINITION    | true
            CREATE PROCEDURE p() BEGIN SELECT 1; END | DEFINITION   | true
            ALTER EVENT e DO BEGIN SELECT 1; END    | DEFINITION    | true
            CREATE TABLE t (a INT); DROP TABLE t    | ANYTHING      | true
            /*!99999 SET a = 1 */                   | NOTHING       | false
            /*!40101 SET a = 1 */                   | SESSION       | false
            """)
    void knows_what_a_statement_means_for_its_progress(String sql, String kind, boolean mayCommit) {
        MysqlWords words = words(sql);

        assertThat(words.kind()).hasToString(kind);
        assertThat(words.mayCommit()).isEqualTo(mayCommit);
        assertThat(words.kind().isBegun()).isEqualTo(List.of("ANYTHING", "DEFINITION", "LOCK_TABLES").contains(kind));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            LOAD DATA LOCAL INFILE 'x' INTO TABLE t                 | true
            LOAD XML CONCURRENT LOCAL INFILE 'x' INTO TABLE t       | true
            LOAD DATA INFILE 'x' INTO TABLE t                       | false
            SELECT 1; LOAD DATA LOCAL INFILE 'x' INTO TABLE t       | true
            INSERT INTO `LOCAL` SELECT LOAD_FILE('x')               | false
            INSERT INTO load (local) VALUES (1)                     | false
            CREATE PROCEDURE p() LOAD DATA LOCAL INFILE 'x' INTO TABLE t | false
            """)
    void knows_what_asks_the_client_for_a_file(String sql, boolean expected) {
        assertThat(words(sql).loadsFromClient()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TRIGGER t BEFORE INSERT ON s FOR EACH ROW SET NEW.a = 1                              | true
            CREATE DEFINER = `a`@`b` PROCEDURE p() SELECT 1                                             | true
            CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1                                          | true
            ALTER EVENT e DO SELECT 1                                                                   | true
            SELECT 1; SELECT 2                                                                          | true
            CALL p()                                                                                    | false
            CREATE TABLE t (a INT)                                                                      | false
            INSERT INTO t VALUES (1)                                                                    | false
            ALTER TABLE event ADD a INT                                                                 | false
            """)
    void knows_what_mysql_may_take_together_with_what_follows(String sql, boolean expected) {
        assertThat(words(sql).mayTakeWhatFollows(Product.MYSQL)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TRIGGER t BEFORE INSERT ON s FOR EACH ROW BEGIN SET NEW.a = 1;     | true
            IF 1 THEN DO 1;                                                           | true
            CREATE TRIGGER t BEFORE INSERT ON s FOR EACH ROW SET NEW.a = 1            | false
            CREATE PROCEDURE p() BEGIN SELECT 1; END                                  | false
            BEGIN                                                                     | false
            SELECT CASE 1 WHEN 1 THEN 2 END                                           | false
            CREATE TABLE t (a INT)                                                    | false
            """)
    void knows_what_mariadb_may_take_together_with_what_follows(String sql, boolean expected) {
        assertThat(MysqlWords.of(statement(sql), MARIADB).mayTakeWhatFollows(Product.MARIADB)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SET autocommit = 0                          | false
            SET autocommit = OFF                        | false
            SET @@autocommit = FALSE                    | false
            SET SESSION autocommit = 'off'              | false
            SET autocommit = Off                        | false
            SET @@session.autocommit = 'OFF'            | false
            SET autocommit = 1                          | true
            SET autocommit = ON                         | true
            SET autocommit = 0, autocommit = 1          | true
            SET autocommit = 1, autocommit = 0          | false
            SET a = 1, autocommit = 0                   | false
            SET GLOBAL autocommit = 0                   |
            SET @autocommit = 0                         |
            SET a = 1                                   |
            SELECT 1                                    |
            """)
    void knows_what_switches_autocommit(String sql, String expected) {
        assertThat(words(sql).switchesAutocommit()).isEqualTo(Optional.ofNullable(expected).map(Boolean::valueOf));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SET a = 1                          | true
            SET @a = 1                         | true
            SET NAMES utf8mb4                  | true
            USE x                              | true
            SET @a = (SELECT 1)                | false
            SET a = 1, @b = f()                | false
            SET GLOBAL a = 1                   | false
            SET TRANSACTION READ ONLY          | true
            SET GLOBAL TRANSACTION READ ONLY   | false
            SET ROLE r                         | true
            SET PASSWORD = 'x'                 | false
            SET @a = CONCAT(@b, 'x')           | true
            SET @a = UPPER('x')                | false
            PREPARE p FROM 'SELECT 1'          | false
            SELECT 1                           | false
            """)
    void knows_what_can_be_run_again_because_it_sets_up_the_session(String sql, boolean expected) {
        assertThat(words(sql).setsUpSession()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TEMPORARY TABLE t (a INT)             | true
            CREATE OR REPLACE TEMPORARY TABLE t (a INT)  | true
            CREATE TABLE temporary (a INT)               | false
            DROP TEMPORARY TABLE t                       | false
            CREATE OR REPLACE TABLE temporary (a INT)    | false
            """)
    void knows_what_makes_a_temporary_table(String sql, boolean expected) {
        assertThat(words(sql).makesTemporary()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            USE x          | x
            USE `x``y`     | x`y
            CALL a.p()     | a p
            CALL `a`.`p`() | a p
            CALL p         | p
            CALL           |
            """)
    void reads_names(String sql, String expected) {
        assertThat(String.join(" ", words(sql).nameAt(1))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource({ "8.0.33, MYSQL, 80033", "5.5.5-10.6.12-MariaDB-log, MARIADB, 100612", "11.4.5-MariaDB, MARIADB, 110405",
            "9.7.4, MYSQL, 90704", "unknown, MYSQL, 2147483647" })
    void reads_versions(String text, String product, int number) {
        assertThat(ServerVersion.of(text)).isEqualTo(new ServerVersion(Product.valueOf(product), number));
    }

    @ParameterizedTest
    @CsvSource({ "50699, true, true", "50700, true, false", "80033, true, false", "80034, false, false", "99999, false, false",
            "100000, false, true", "100612, false, true", "100613, false, false" })
    void knows_which_comments_a_server_executes(int version, boolean mysql, boolean mariadb) {
        assertThat(MYSQL.executes(version)).isEqualTo(mysql);
        assertThat(MARIADB.executes(version)).isEqualTo(mariadb);
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT RELEASE_ALL_LOCKS()", "DO release_all_locks()",
            "SELECT RELEASE_LOCK('" + MysqlLock.PREFIX + "x')", "FLUSH TABLES WITH READ LOCK",
            "FLUSH TABLES t WITH  READ\nLOCK" })
    void refuses_what_takes_away_what_the_run_stands_on(String sql) {
        assertThat(new MysqlInspection(MYSQL, null).objection(statement(sql))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "SELECT RELEASE_LOCK('mine')", "SELECT 'RELEASE_ALL_LOCKS()'", "FLUSH TABLES",
            "CREATE PROCEDURE p() DO RELEASE_ALL_LOCKS()", "SELECT 1", "SELECT 'with read lock'",
            "ALTER EVENT e DO SELECT RELEASE_ALL_LOCKS()" })
    void runs_what_only_looks_like_it(String sql) {
        assertThat(new MysqlInspection(MYSQL, null).objection(statement(sql))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            SELECT RELEASE_ALL_LOCKS()                          | it would release the lock that keeps other processes out
            DO release_lock('schema_migrations:0')              | it would release the lock that keeps other processes out
            DO RELEASE_LOCK('mine')                             |
            SELECT 'release_all_locks'                          |
            SELECT 'with read lock', release_lock               |
            CREATE PROCEDURE p() DO RELEASE_ALL_LOCKS()         |
            ALTER EVENT e DO SELECT RELEASE_ALL_LOCKS()         |
            FLUSH TABLES WITH READ LOCK                         | it would lock the history table too
            FLUSH TABLES t WITH  READ LOCK                      | it would lock the history table too
            FLUSH TABLES                                        |
            """)
    void refuses_what_would_take_away_what_the_run_stands_on(String sql, String expected) {
        Optional<String> objection = new MysqlInspection(MYSQL, null).objection(statement(sql));

        assertThat(objection.map(message -> message.split(":")[0].replaceFirst(", so that.*", "")).orElse(null))
                .isEqualTo(expected);
    }
}
