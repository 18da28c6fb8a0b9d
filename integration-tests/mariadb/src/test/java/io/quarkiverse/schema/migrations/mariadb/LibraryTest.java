package io.quarkiverse.schema.migrations.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.servers.OnServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(OnServer.Mariadb.class)
class LibraryTest {

    @Inject
    SchemaMigrations migrations;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void the_start_has_made_the_schema() {
        assertThat(query("SELECT table_name, table_type FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() ORDER BY 1")).containsExactly("book,BASE TABLE",
                        "book_number,SEQUENCE", "loan,BASE TABLE", "schema_migrations_history,BASE TABLE");
        assertThat(query("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()"))
                .containsExactly("loan_counts");
    }

    @Test
    void rows_are_as_they_were_written_and_the_trigger_does_its_work() {
        assertThat(query("SELECT number, title, loans FROM book ORDER BY number")).containsExactly(
                "1000,Solaris,2", "1001,The Left Hand of Darkness,0", "1002,Who's there?; a play,1");
    }

    @Test
    void the_comment_that_only_mariadb_executes_was_executed() {
        assertThat(query("SELECT * FROM book WHERE number = 1000")).containsExactly("1000,Solaris");
    }

    @Test
    void the_history_has_a_row_for_each_migration() {
        assertThat(query("SELECT applied_order, id, state, statements_done, statements_total"
                + " FROM schema_migrations_history ORDER BY applied_order")).containsExactly(
                        "1,2026-01-12-0900_books,applied,3,3",
                        "2,2026-02-03-1000_loans,applied,2,2",
                        "3,2026-03-15-0700_first_loans,applied,4,4");
    }

    /** With one connection in the pool, all of it goes through one session. */
    @Test
    void one_statement_on_one_connection_is_all_when_nothing_is_pending() {
        dataSource.getConfiguration().setMetricsEnabled(true);
        long connections = dataSource.getMetrics().acquireCount();
        int before = statementsOfSession();
        int asking = statementsOfSession() - before;

        assertThat(migrations.migrate().done()).isEmpty();

        assertThat(statementsOfSession() - before - 2 * asking).isOne();
        assertThat(dataSource.getMetrics().acquireCount() - connections).isEqualTo(1 + 3);
    }

    private int statementsOfSession() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Questions'")) {
            row.next();
            return row.getInt(2);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void the_pool_sees_nothing_of_what_a_script_has_set() {
        assertThat(query("SELECT @@foreign_key_checks")).containsExactly("1");
        assertThat(query("SELECT @@time_zone = '+09:00'")).containsExactly("0");
        assertThat(query("SELECT @@sql_mode LIKE '%ANSI_QUOTES%'")).containsExactly("0");
    }

    @Test
    void the_pool_takes_one_statement_at_a_time() {
        assertThatThrownBy(() -> query("SELECT 1; SELECT 2")).hasRootCauseInstanceOf(SQLException.class)
                .hasStackTraceContaining("syntax");
    }

    /** A text a row, its columns with commas between. */
    private List<String> query(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    columns.add(row.getString(column));
                }
                rows.add(columns.stream().map(String::valueOf).collect(Collectors.joining(",")));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
