package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.internal.script.ScriptReader;
import io.quarkiverse.schema.migrations.internal.script.SqlStatement;
import io.quarkiverse.schema.migrations.internal.script.Syntax;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** What is made of SQLite's statements before any of them runs. */
class SqliteWordsTest {

    private static SqlStatement statement(String sql) {
        try (ScriptReader reader = ScriptReader.open(new StringReader(sql), Syntax.SQLITE)) {
            return reader.next();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SqliteWords words(String sql) {
        return SqliteWords.of(statement(sql));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BEGIN                        | begins                | BEGIN
            BEGIN EXCLUSIVE TRANSACTION  | begins                | BEGIN
            COMMIT                       | commits               | COMMIT
            END TRANSACTION              | commits               | COMMIT
            ROLLBACK                     | rolls back            | END
            ROLLBACK TO s                |                       | WORK
            ROLLBACK TRANSACTION TO s    |                       | WORK
            SAVEPOINT s                  |                       | WORK
            VACUUM                       | refused               | WORK
            DETACH x                     | refused sets up       | WORK
            ATTACH 'x' AS x              | touches sets up       | WORK
            PRAGMA journal_mode = wal    | refused touches       | SETTING
            PRAGMA main.synchronous(1)   | refused touches       | SETTING
            PRAGMA temp_store = 2        | refused touches       | SETTING
            PRAGMA wal_checkpoint        | refused touches       | SETTING
            PRAGMA journal_mode          | touches               | SETTING
            PRAGMA foreign_keys = ON     | touches sets up       | SETTING
            PRAGMA foreign_keys          | touches               | SETTING
            PRAGMA query_only = 1        | touches sets up ends  | SETTING
            PRAGMA query_only(on)        | touches sets up ends  | SETTING
            PRAGMA query_only = 'OFF'    | touches sets up       | SETTING
            PRAGMA query_only = 0        | touches sets up       | SETTING
            PRAGMA query_only            | touches               | SETTING
            PRAGMA recursive_triggers = 1 | touches sets up      | SETTING
            CREATE TABLE t (a)           |                       | WORK
            CREATE TEMP TABLE t (a)      | touches               | WORK
            CREATE TEMPORARY VIEW v AS SELECT 1 | touches        | WORK
            CREATE TABLE temp.t (a)      | touches               | WORK
            CREATE TABLE IF NOT EXISTS "temp".t (a) | touches    | WORK
            CREATE TABLE temp (a)        |                       | WORK
            CREATE UNIQUE INDEX temp.i ON t (a) | touches        | WORK
            CREATE TABLE main.temp (a)   |                       | WORK
            SELECT 1                     |                       | WORK
            """)
    void knows_what_a_statement_does_to_transaction_and_session(String sql, String facts, String role) {
        SqliteWords words = words(sql);
        List<String> found = new ArrayList<>();
        add(found, words.begins(), "begins");
        add(found, words.commits(), "commits");
        add(found, words.rollsBackAll(), "rolls back");
        add(found, words.refusedInTransaction(), "refused");
        add(found, words.touchesSession(), "touches");
        add(found, words.setsUpSession(), "sets up");
        add(found, words.endsWriting(), "ends");

        assertThat(String.join(" ", found)).isEqualTo(facts == null ? "" : facts);
        assertThat(words.role()).hasToString(role);
    }

    private static void add(List<String> found, boolean is, String fact) {
        if (is) {
            found.add(fact);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            PRAGMA foreign_keys           | FOREIGN_KEYS |
            PRAGMA main.foreign_keys = on | FOREIGN_KEYS | ON
            PRAGMA [foreign_keys](0)      | FOREIGN_KEYS | 0
            PRAGMA cache_size = -2000     | CACHE_SIZE   | -2000
            PRAGMA cache_size(+5)         | CACHE_SIZE   | +5
            PRAGMA main.cache_size = 5    | CACHE_SIZE   | 5
            PRAGMA cache_size =           | CACHE_SIZE   |
            SELECT 1                      |              |
            """)
    void reads_pragmas(String sql, String name, String value) {
        assertThat(words(sql).pragma()).isEqualTo(Optional.ofNullable(name));
        assertThat(words(sql).pragmaValue()).isEqualTo(Optional.ofNullable(value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            CREATE TABLE Shop (a)                      | made shop
            CREATE TABLE main."Sh""op" (a)             | made sh"op
            CREATE TABLE IF NOT EXISTS [a b] (a)       | made a b
            CREATE TABLE IF NOT EXISTS main.t (a)      | made t
            CREATE TABLE `t` AS SELECT 1               | made t
            CREATE VIRTUAL TABLE t USING fts5(a)       |
            CREATE TEMP TABLE t (a)                    | temporary t
            CREATE TEMP TABLE IF NOT EXISTS t (a)      | temporary t
            CREATE VIEW temp.v AS SELECT 1             | temporary v
            CREATE UNIQUE INDEX temp.i ON t (a)        | temporary i
            CREATE VIRTUAL TABLE temp.f USING fts5(a)  | temporary f
            DROP TABLE t                               | dropped t
            DROP TABLE main.t                          | dropped t
            DROP TABLE IF EXISTS t                     | dropped t
            DROP TABLE IF EXISTS main.t                | dropped t
            DROP VIEW t                                |
            ALTER TABLE t RENAME TO u                  | renamed t to u
            ALTER TABLE main.t RENAME TO "U"           | renamed t to u
            ALTER TABLE t RENAME COLUMN a TO b         |
            ALTER TABLE t ADD COLUMN rename            |
            SAVEPOINT "S"                              | savepoint s
            RELEASE s                                  | released s
            RELEASE SAVEPOINT S                        | released s
            SELECT 1                                   |
            """)
    void knows_what_a_statement_makes_drops_and_renames(String sql, String expected) {
        SqliteWords words = words(sql);
        List<String> found = new ArrayList<>();
        words.madeTable().ifPresent(name -> found.add("made " + name));
        words.madeTemporarily().ifPresent(name -> found.add("temporary " + name));
        words.droppedTable().ifPresent(name -> found.add("dropped " + name));
        words.renamedTable().ifPresent(name -> found.add("renamed " + name + " to " + words.newNameOfTable().orElseThrow()));
        words.savepoint().ifPresent(name -> found.add("savepoint " + name));
        words.releasedSavepoint().ifPresent(name -> found.add("released " + name));

        assertThat(String.join(" ", found)).isEqualTo(expected == null ? "" : expected);
        assertThat(words.newNameOfTable().isPresent()).isEqualTo(words.renamedTable().isPresent());
        assertThat(words.makesIfAbsent()).isEqualTo(sql.contains("IF "));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = { "A, a", "\"a\"\"B\", a\"b", "'x', x", "`x``y`, x`y", "[x y], x y", "\", \"",
            "Ü, ü" })
    void folds_names(String written, String folded) {
        assertThat(SqliteWords.plain(written)).isEqualTo(folded);
    }

    @ParameterizedTest
    @ValueSource(strings = { "VACUUM", "PRAGMA journal_mode = wal", "DETACH x" })
    void refuses_in_a_transaction_what_the_database_would_refuse_or_ignore(String sql) {
        assertThat(new SqliteInspection(TransactionMode.TRANSACTION).objection(statement(sql)))
                .contains("SQLite does not run this inside a transaction: put '-- schema-migrations: transaction=none' at the"
                        + " head of the script");
        assertThat(new SqliteInspection(TransactionMode.NONE).objection(statement(sql))).isEmpty();
    }

    @Test
    void refuses_without_a_transaction_what_ends_all_writing() {
        SqlStatement sql = statement("PRAGMA query_only = on");

        assertThat(new SqliteInspection(TransactionMode.NONE).objection(sql))
                .contains("the progress of the script could not be noted after this: remove it");
        assertThat(new SqliteInspection(TransactionMode.TRANSACTION).objection(sql)).isEmpty();
    }

    @Test
    void refuses_a_transaction_of_the_script_inside_ours_alone() {
        SqliteInspection inspection = new SqliteInspection(TransactionMode.TRANSACTION);

        assertThat(inspection.objection(statement("BEGIN"))).isEmpty();
        assertThat(inspection.ownTransaction().objection()).contains(
                "the script begins a transaction in line 1, but runs in one already: remove the statement");
    }
}
