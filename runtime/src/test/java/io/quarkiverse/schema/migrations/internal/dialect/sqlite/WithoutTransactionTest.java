package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.databases.SqliteFile;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.UnsuitableScriptException;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** Scripts that run statement by statement on SQLite, and those that would have to. */
class WithoutTransactionTest {

    private static final String DIRECTIVE = "-- schema-migrations: transaction=none\n";

    @TempDir
    Path directory;

    private SqliteFile file;

    @BeforeEach
    void makeFile() {
        file = SqliteFile.in(directory);
    }

    private SchemaMigrations script(String text) {
        return file.migrations().migration("1", DIRECTIVE + text).build();
    }

    private String progress() {
        return file.query("SELECT state || ' ' || statements_done || '/' || statements_total || ' attempt ' || attempts"
                + " FROM schema_migrations_history").get(0);
    }

    @Test
    void sets_the_journal_mode_and_vacuums() {
        script("PRAGMA journal_mode = WAL;\nCREATE TABLE shop (id INT);\nVACUUM;\nPRAGMA wal_checkpoint(TRUNCATE);").migrate();

        assertThat(file.query("PRAGMA journal_mode")).containsExactly("wal");
        assertThat(file.tables()).contains("shop");
        assertThat(progress()).isEqualTo("applied 4/4 attempt 1");
    }

    @Test
    void runs_a_dump_of_the_shell() {
        script("""
                PRAGMA foreign_keys=OFF;
                BEGIN TRANSACTION;
                CREATE TABLE shop (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);
                INSERT INTO shop VALUES(1,'it''s; one');
                INSERT INTO shop VALUES(7,replace('two\\nlines','\\n',char(10)));
                CREATE TABLE log (text TEXT);
                PRAGMA writable_schema=ON;
                INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','search','search',0,\
                'CREATE VIRTUAL TABLE search USING fts4(name)');
                CREATE TABLE IF NOT EXISTS 'search_content'(docid INTEGER PRIMARY KEY, 'c0name');
                CREATE TABLE IF NOT EXISTS 'search_segments'(blockid INTEGER PRIMARY KEY, block BLOB);
                CREATE TABLE IF NOT EXISTS 'search_segdir'(level INTEGER,idx INTEGER,start_block INTEGER,\
                leaves_end_block INTEGER,end_block INTEGER,root BLOB,PRIMARY KEY(level, idx));
                CREATE TABLE IF NOT EXISTS 'search_docsize'(docid INTEGER PRIMARY KEY, size BLOB);
                CREATE TABLE IF NOT EXISTS 'search_stat'(id INTEGER PRIMARY KEY, value BLOB);
                CREATE TRIGGER sold AFTER INSERT ON shop BEGIN INSERT INTO log VALUES (new.name); END;
                DELETE FROM sqlite_sequence;
                INSERT INTO sqlite_sequence VALUES('shop',7);
                PRAGMA writable_schema=OFF;
                COMMIT;
                """).migrate();

        assertThat(file.query("SELECT name FROM shop ORDER BY id")).containsExactly("it's; one", "two\nlines");
        assertThat(file.query("SELECT seq FROM sqlite_sequence")).containsExactly("7");
        assertThat(file.query("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(progress()).isEqualTo("applied 18/18 attempt 1");
    }

    @Test
    void goes_on_at_the_statement_that_failed() {
        String begun = "CREATE TABLE runs (n INT);\nINSERT INTO runs VALUES (1);\nINSERT INTO runs VALUES (2);\n";

        assertThatThrownBy(script(begun + "INSERT INTO nowhere VALUES (3);\nINSERT INTO runs VALUES (4);")::migrate)
                .isInstanceOf(MigrationFailedException.class).hasMessage("""
                        Migration '1' failed at memory:1/up.sql:5:1: [SQLITE_ERROR] no such table: nowhere
                          INSERT INTO nowhere VALUES (3)
                        The statements before it are done. Fix the script from that statement on and retry: the migration \
                        resumes there.""");
        assertThat(progress()).isEqualTo("failed 3/5 attempt 1");
        assertThat(script(begun).status().idsIn(MigrationState.FAILED)).containsExactly(MigrationId.of("1"));

        script(begun + "INSERT INTO runs VALUES (3);\nINSERT INTO runs VALUES (4);\nINSERT INTO runs VALUES (5)").migrate();

        assertThat(file.query("SELECT group_concat(n) FROM runs")).containsExactly("1,2,3,4,5");
        assertThat(progress()).isEqualTo("applied 6/6 attempt 2");
        assertThat(file.query("SELECT failure FROM schema_migrations_history")).containsExactly((String) null);
    }

    @Test
    void refuses_to_go_on_when_what_is_done_reads_otherwise_now() {
        assertThatThrownBy(script("CREATE TABLE runs (n INT);\nINSERT INTO nowhere VALUES (3)")::migrate)
                .isInstanceOf(MigrationFailedException.class);

        assertThatThrownBy(script("CREATE TABLE runs (n INT, m INT);\nINSERT INTO runs VALUES (3, 4)")::migrate)
                .isInstanceOf(InterruptedMigrationException.class)
                .hasMessage(
                        "'1' was interrupted after 1 statement, and cannot be resumed: memory:1/up.sql has changed in the part"
                                + " that is done\nRestore that part; only what comes after it may change");
        assertThat(progress()).isEqualTo("failed 1/2 attempt 1");
    }

    @Test
    void keeps_sections_whole_that_the_script_begins_and_commits() {
        String first = "BEGIN;\nCREATE TABLE runs (n INT);\nINSERT INTO runs VALUES (1);\nCOMMIT;\n";
        String second = "BEGIN IMMEDIATE;\nINSERT INTO runs VALUES (2);\n";

        assertThatThrownBy(script(first + second + "INSERT INTO nowhere VALUES (3);\nEND;")::migrate)
                .isInstanceOf(MigrationFailedException.class);
        assertThat(file.query("SELECT n FROM runs")).containsExactly("1");
        assertThat(progress()).isEqualTo("failed 4/8 attempt 1");

        script(first + second + "INSERT INTO runs VALUES (3);\nEND;").migrate();
        assertThat(file.query("SELECT group_concat(n) FROM runs")).containsExactly("1,2,3");
    }

    @Test
    void keeps_sections_whole_that_a_savepoint_makes() {
        String first = "SAVEPOINT outer_one;\nCREATE TABLE runs (n INT);\nSAVEPOINT inner;\nINSERT INTO runs VALUES (0);\n"
                + "ROLLBACK TO inner;\nRELEASE inner;\nINSERT INTO runs VALUES (1);\nRELEASE SAVEPOINT \"Outer_One\";\n";

        assertThatThrownBy(
                script(first + "SAVEPOINT two;\nINSERT INTO runs VALUES (2);\nINSERT INTO nowhere VALUES (3)")::migrate)
                .isInstanceOf(MigrationFailedException.class);
        assertThat(file.query("SELECT n FROM runs")).containsExactly("1");
        assertThat(progress()).isEqualTo("failed 8/11 attempt 1");
    }

    @Test
    void passes_over_a_section_that_the_script_rolls_back() {
        script("CREATE TABLE runs (n INT);\nBEGIN;\nINSERT INTO runs VALUES (1);\nROLLBACK;\nINSERT INTO runs VALUES (2)")
                .migrate();

        assertThat(file.query("SELECT n FROM runs")).containsExactly("2");
        assertThat(progress()).isEqualTo("applied 5/5 attempt 1");
    }

    @Test
    void fails_when_a_section_is_left_open() {
        assertThatThrownBy(script("CREATE TABLE runs (n INT);\nBEGIN;\nINSERT INTO runs VALUES (1)")::migrate)
                .isInstanceOf(MigrationFailedException.class)
                .hasMessageStartingWith("Migration '1' failed at memory:1/up.sql: the script begins a transaction and does not"
                        + " commit it: add a COMMIT\n");
        assertThat(file.count("runs")).isZero();
        assertThat(progress()).isEqualTo("failed 1/3 attempt 1");
    }

    @Test
    void notes_a_failure_after_which_sqlite_has_rolled_back_by_itself() {
        assertThatThrownBy(script("CREATE TABLE runs (n INT UNIQUE);\nBEGIN;\nINSERT INTO runs VALUES (1);\n"
                + "INSERT OR ROLLBACK INTO runs VALUES (1);\nCOMMIT")::migrate).isInstanceOf(MigrationFailedException.class);

        assertThat(progress()).isEqualTo("failed 1/5 attempt 1");
    }

    @Test
    void refuses_to_go_on_when_a_temporary_table_is_lost() {
        String begun = "CREATE TABLE runs (n INT);\nCREATE TABLE temp.kept AS SELECT 1 AS n;\n";
        assertThatThrownBy(script(begun + "INSERT INTO nowhere SELECT n FROM kept")::migrate)
                .isInstanceOf(MigrationFailedException.class);

        assertThatThrownBy(script(begun + "INSERT INTO runs SELECT n FROM kept")::migrate)
                .isInstanceOf(InterruptedMigrationException.class)
                .hasMessage("'1' was interrupted after 2 statements, and cannot be resumed: what memory:1/up.sql:3:1"
                        + " (CREATE TABLE temp.kept AS SELECT 1 AS n) made for its session is gone, and memory:1/up.sql:4:1"
                        + " (INSERT INTO runs SELECT n FROM kept) may need it\nFinish or undo by hand what the script"
                        + " began, then call resolve(\"1\", APPLIED) or resolve(\"1\", NOT_APPLIED)"
                        + " (command=resolve, command.target=1, command.as=applied or not-applied)");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CREATE TEMP TABLE kept AS SELECT 1 AS n; INSERT INTO runs SELECT n + 6 FROM kept; DROP TABLE kept | SELECT 1",
            "CREATE TEMP TABLE kept AS SELECT 1 AS n | CREATE TEMP TABLE [kept] AS SELECT 7 AS n; INSERT INTO runs SELECT n FROM kept" })
    void goes_on_without_what_nothing_left_needs(String script) {
        String[] parts = ("CREATE TABLE runs (n INT); " + script).split(" \\| ");
        assertThatThrownBy(script(parts[0] + "; INSERT INTO nowhere VALUES (1)")::migrate)
                .isInstanceOf(MigrationFailedException.class);

        script(parts[0] + "; " + parts[1]).migrate();

        assertThat(file.query("SELECT n FROM runs")).containsExactly("7");
    }

    @Test
    void refuses_to_go_on_when_a_temporary_trigger_is_lost() {
        String begun = "CREATE TABLE runs (n INT); CREATE TEMP TRIGGER t AFTER INSERT ON runs BEGIN UPDATE runs SET n = 7; END; ";
        assertThatThrownBy(script(begun + "INSERT INTO nowhere VALUES (1)")::migrate)
                .isInstanceOf(MigrationFailedException.class);

        assertThatThrownBy(script(begun + "INSERT INTO runs VALUES (1)")::migrate)
                .isInstanceOf(InterruptedMigrationException.class)
                .hasMessageContaining("made for its session is gone, and memory:1/up.sql:2:105 (INSERT INTO runs VALUES (1))");
    }

    @Test
    void attaches_again_what_the_rest_of_the_script_needs() {
        String other = directory.resolve("other.db").toString();
        String begun = "ATTACH '" + other + "' AS other;\nPRAGMA recursive_triggers = ON;\nCREATE TABLE other.runs (n INT);\n";
        assertThatThrownBy(script(begun + "INSERT INTO nowhere VALUES (1)")::migrate)
                .isInstanceOf(MigrationFailedException.class);

        script(begun + "INSERT INTO other.runs SELECT recursive_triggers FROM pragma_recursive_triggers").migrate();

        assertThat(new SqliteFile(Path.of(other), "").query("SELECT n FROM runs")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BEGIN                                 | begins
            BEGIN IMMEDIATE TRANSACTION           | begins
            COMMIT                                | ends
            END TRANSACTION                       | ends
            ROLLBACK                              | ends
            VACUUM                                | OUTSIDE
            /* why */ vacuum main INTO 'copy.db'  | OUTSIDE
            DETACH other                          | OUTSIDE
            PRAGMA journal_mode = WAL             | OUTSIDE
            PRAGMA main.journal_mode=wal          | OUTSIDE
            PRAGMA synchronous = OFF              | OUTSIDE
            PRAGMA temp_store(MEMORY)             | OUTSIDE
            PRAGMA wal_checkpoint                 | OUTSIDE
            """)
    void refuses_in_a_transaction_what_needs_none(String statement, String why) {
        String reason = switch (why) {
            case "OUTSIDE" ->
                "SQLite does not run this inside a transaction: put '-- schema-migrations: transaction=none' at the"
                        + " head of the script\n      " + statement.replace("/* why */ ", "");
            default -> "the script " + why + " a transaction in line 2, but runs in one already: remove the statement";
        };
        SchemaMigrations migrations = file.migrations().migration("0", "CREATE TABLE shop (id INT)")
                .migration("1", "CREATE TABLE item (id INT);\n" + statement + ";").build();
        int column = statement.startsWith("/*") ? 11 : 1;

        assertThatThrownBy(migrations::migrate).isInstanceOf(UnsuitableScriptException.class)
                .hasMessage("Migration refused, nothing was changed:\n  - memory:1/up.sql:2:" + column + ": " + reason);
        assertThat(file.tables()).isEmpty();
    }

    @Test
    void lists_everything_that_needs_no_transaction_in_all_scripts() {
        SchemaMigrations migrations = file.migrations().migration("1", "VACUUM; VACUUM").migration("2", "BEGIN").build();

        assertThatThrownBy(migrations::migrate).isInstanceOfSatisfying(UnsuitableScriptException.class,
                refusal -> assertThat(refusal.problems()).extracting(problem -> problem.path()).containsExactly(
                        "memory:1/up.sql:1:1", "memory:1/up.sql:1:9", "memory:2/up.sql:1:1"));
    }

    @Test
    void runs_in_a_transaction_what_only_asks_or_can_be_told_there() {
        file.migrations().migration("1", """
                PRAGMA journal_mode; PRAGMA synchronous; PRAGMA user_version = 7; PRAGMA defer_foreign_keys = ON;
                SAVEPOINT a; CREATE TABLE shop (id INT); ROLLBACK TO a; RELEASE a; ANALYZE; REINDEX; SELECT 1""").build()
                .migrate();

        assertThat(file.query("PRAGMA user_version")).containsExactly("7");
        assertThat(file.tables()).doesNotContain("shop");
    }

    @Test
    void refuses_what_would_keep_the_progress_from_being_noted() {
        assertThatThrownBy(script("CREATE TABLE shop (id INT);\nPRAGMA query_only = ON;\nSELECT 1")::migrate)
                .isInstanceOf(UnsuitableScriptException.class)
                .hasMessage(
                        "Migration refused, nothing was changed:\n  - memory:1/up.sql:3:1: the progress of the script could not"
                                + " be noted after this: remove it\n      PRAGMA query_only = ON");
        assertThat(file.tables()).isEmpty();
    }

    @Test
    void runs_a_dump_of_the_shell_in_one_transaction() {
        file.migrations().migration("1", """
                PRAGMA foreign_keys=OFF;
                BEGIN IMMEDIATE TRANSACTION;
                CREATE TABLE book (id INTEGER PRIMARY KEY AUTOINCREMENT, author INT REFERENCES author (id));
                INSERT INTO book VALUES(1,7);
                CREATE TABLE author (id INTEGER PRIMARY KEY);
                INSERT INTO author VALUES(7);
                DELETE FROM sqlite_sequence;
                INSERT INTO sqlite_sequence VALUES('book',41);
                CREATE TRIGGER t AFTER INSERT ON book BEGIN UPDATE book SET author = 7; END;
                COMMIT;
                PRAGMA foreign_keys=ON;
                """, "BEGIN EXCLUSIVE; DROP TABLE book; DROP TABLE author; END").build().migrate();

        assertThat(file.query("SELECT seq FROM sqlite_sequence")).containsExactly("41");
        assertThat(file.query("SELECT state || statements_total FROM schema_migrations_history")).containsExactly("applied9");
    }

    @Test
    void lists_all_commands_of_the_shell() {
        assertThatThrownBy(
                file.migrations().migration("1", ".bail on\nBEGIN;\n.read other.sql\nCOMMIT;\n.quit").build()::migrate)
                .isInstanceOfSatisfying(UnsuitableScriptException.class,
                        refusal -> assertThat(refusal.problems()).extracting(problem -> problem.path()).containsExactly(
                                "memory:1/up.sql:1:1", "memory:1/up.sql:3:1", "memory:1/up.sql:5:1"));
    }

    @Test
    void refuses_pragmas_inside_a_transaction_of_the_script_that_no_transaction_takes() {
        assertThatThrownBy(file.migrations().migration("1", "BEGIN;\nPRAGMA journal_mode = WAL;\nCOMMIT").build()::migrate)
                .hasMessageContaining(
                        "1/up.sql:2:1: SQLite does not run this inside a transaction, and the script begins one in"
                                + " line 1: put it into a migration of its own with '-- schema-migrations: transaction=none'");
    }
}
