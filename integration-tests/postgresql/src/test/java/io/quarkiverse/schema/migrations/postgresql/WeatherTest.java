package io.quarkiverse.schema.migrations.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

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
@TestProfile(OnServer.Postgresql.class)
class WeatherTest {

    @Inject
    SchemaMigrations migrations;

    @Inject
    AgroalDataSource dataSource;

    @Test
    void the_start_has_made_the_schema() {
        assertThat(query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"))
                .containsExactly("reading", "schema_migrations_history", "station");
        assertThat(query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'reading_by_time'::regclass"))
                .containsExactly("t");
    }

    @Test
    void copied_rows_are_as_they_were_written() {
        assertThat(query("SELECT id, name, metres FROM station ORDER BY id"))
                .containsExactly("1,Zugspitze,2962", "2,Helgoland,4", "3,\"Brocken\"; in fog,null");
    }

    @Test
    void the_function_between_dollar_quotes_does_its_work() {
        assertThat(query("SELECT coldest FROM station ORDER BY id")).containsExactly("-21.4", "-1.5", "null");
    }

    @Test
    void the_history_has_a_row_for_each_migration() {
        assertThat(query("SELECT applied_order, id, state, statements_done, statements_total"
                + " FROM schema_migrations_history ORDER BY applied_order")).containsExactly(
                        "1,2026-01-12-0900_stations,applied,2,2",
                        "2,2026-02-03-1000_readings,applied,4,4",
                        "3,2026-03-01-0800_readings_by_time,applied,1,1",
                        "4,2026-03-15-0700_first_winter,applied,4,4");
    }

    @Test
    void one_statement_on_one_connection_is_all_when_nothing_is_pending() throws Exception {
        dataSource.getConfiguration().setMetricsEnabled(true);
        long connections = dataSource.getMetrics().acquireCount();
        try (SentStatements sent = SentStatements.recorded()) {
            assertThat(migrations.migrate().done()).isEmpty();

            assertThat(sent.count()).isOne();
        }
        assertThat(dataSource.getMetrics().acquireCount() - connections).isOne();
    }

    @Test
    void the_pool_sees_nothing_of_what_a_script_has_set() {
        assertThat(query("SHOW search_path")).containsExactly("\"$user\", public");
        assertThat(query("SHOW TimeZone")).isNotEqualTo(List.of("Antarctica/Troll"));
        assertThat(query("SHOW statement_timeout")).containsExactly("0");
        assertThat(query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).containsExactly("0");
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
