package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;

/** What a script changes of its session stays with the script. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlSessionTest {

    private static final String LOOK = "INSERT INTO seen SELECT '%s', @@sql_mode, @@foreign_key_checks, @@time_zone, @@autocommit,"
            + " @@character_set_client, @@tx_isolation_, DATABASE(), @mine;\n";

    @Parameter
    DatabaseKind kind;

    private ServerDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = kind.onServer();
    }

    private String look(String when) {
        boolean mariadb = database.query("SELECT VERSION()").get(0).contains("MariaDB");
        return LOOK.formatted(when).replace("tx_isolation_", mariadb ? "tx_isolation" : "transaction_isolation");
    }

    private List<String> seen() {
        return database.query("SELECT CONCAT_WS('|', mode, fk, zone, auto, charset, isolation, db, mine) FROM seen"
                + " ORDER BY w");
    }

    private static final String TABLE = "CREATE TABLE seen (w VARCHAR(9), mode TEXT, fk TEXT, zone TEXT, auto TEXT, charset TEXT,"
            + " isolation TEXT, db TEXT, mine TEXT);\n";

    @Test
    void the_next_migration_sees_nothing_of_it() {
        database.migrations()
                .migration("1", TABLE + look("before"))
                .migration("2", "SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES', foreign_key_checks = 0;\n"
                        + "SET @@session.time_zone = '+05:00'; SET NAMES latin1; SET @'mine' = 1, @`an other` = 2; USE information_schema;\n"
                        + "SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED;\n"
                        + "SET autocommit = OFF; CREATE TEMPORARY TABLE " + database.name() + ".draft (id INT);\n"
                        + "PREPARE later FROM 'DO 1';")
                .migration("3", look("then") + "CREATE TEMPORARY TABLE draft (id INT)").build().migrate();

        assertThat(seen()).hasSize(2);
        assertThat(seen().get(1)).isEqualTo(seen().get(0));
    }

    @Test
    void the_history_is_written_right_in_whatever_session() {
        database.migrations().migration("it's \\ \"1\" `ü` 🙂",
                "SET sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PIPES_AS_CONCAT', time_zone = '+11:00', NAMES latin1;"
                        + "CREATE TABLE t (a INT)",
                "DROP TABLE t -- it's \\ \"2\" `ü` 🙂").build().migrate();

        assertThat(database.query("SELECT id FROM schema_migrations_history")).containsExactly("it's \\ \"1\" `ü` 🙂");
        assertThat(database.query("SELECT down_script FROM schema_migrations_history"))
                .containsExactly("DROP TABLE t -- it's \\ \"2\" `ü` 🙂");
        assertThat(database.query("SELECT ABS(TIMESTAMPDIFF(SECOND, finished_at, UTC_TIMESTAMP(3))) < 60"
                + " FROM schema_migrations_history")).containsExactly("1");
    }

    @Test
    void tells_ids_apart_that_only_blanks_or_case_would_tell() {
        database.execute("CREATE TABLE other (a INT)");
        database.migrations().migration("a", "DO 1").migration("á", "DO 2").build().migrate();

        assertThat(database.count("schema_migrations_history")).isEqualTo(2);
        database.execute("INSERT INTO schema_migrations_history SELECT 'a ', format, 9, kind, description, state, direction,"
                + " up_checksum, down_checksum, down_script, down_transaction, statements_done, statements_total, statements_done_length,"
                + " done_hash, statements_started, attempts, started_at, finished_at, duration_ms, database_user, application,"
                + " application_version, failure, rolled_back_at, rolled_back_by, rollback_duration_ms"
                + " FROM schema_migrations_history WHERE id = 'a'");
        assertThat(database.count("schema_migrations_history")).isEqualTo(3);
    }

    @Test
    void a_statement_waits_no_longer_for_locks_than_it_may() throws Exception {
        database.execute("CREATE TABLE shop (a INT)");
        try (var other = database.dataSource().getConnection(); var blocker = other.createStatement()) {
            other.setAutoCommit(false);
            blocker.execute("SELECT * FROM shop");

            assertThatThrownBy(database.migrations().databaseLockTimeout(Duration.ofSeconds(1))
                    .migration("1", "ALTER TABLE shop ADD b INT").build()::migrate)
                    .hasMessageContaining("Lock wait timeout exceeded").hasMessageContaining("memory:1/up.sql:1:1");
        }
    }

    @Test
    void a_statement_runs_no_longer_than_it_may() {
        assertThatThrownBy(database.migrations().statementTimeout(Duration.ofMillis(300))
                .migration("1",
                        "CREATE TABLE shop (a INT); INSERT INTO shop SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b,"
                                + " information_schema.columns c")
                .build()::migrate)
                .hasMessageContaining("memory:1/up.sql:1:28").hasMessageContaining("statement-timeout of 300 ms");
        assertThat(database.count("shop")).isZero();
    }
}
