package org.acme;

import static io.quarkiverse.schema.migrations.report.Verification.NOT_VERIFIED;
import static io.quarkiverse.schema.migrations.report.Verification.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.MigrationStatus;
import io.quarkus.agroal.DataSource.DataSourceLiteral;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(TemporaryDatabases.class)
class ExamplesTest {

    @Inject
    Library library;

    @Inject
    Timings timings;

    @Inject
    Maintenance maintenance;

    @Inject
    Announcements announcements;

    @Inject
    @MigrationSetName("audit")
    SchemaMigrations audit;

    @Inject
    @MigrationSetName("loans")
    SchemaMigrations loans;

    @Inject
    @MigrationSetName("layouts")
    SchemaMigrations layouts;

    @Inject
    @MigrationSetName("branches")
    SchemaMigrations branches;

    @Inject
    @MigrationSetName("people")
    SchemaMigrations people;

    @Inject
    @MigrationSetName("moved")
    SchemaMigrations moved;

    @Inject
    DataSource dataSource;

    @Test
    void the_start_has_migrated_the_default_set() throws SQLException {
        assertThat(library.applied()).extracting(MigrationId::value).containsExactly("2026-01-10-0900_authors",
                "2026-02-03-1400_books", "2026-03-01-1000_authors_need_a_country", "2026-04-20-0700_write_ahead_log");
        assertThat(library.isSound()).isTrue();
        assertThat(timings.all()).containsKeys("<default> 2026-01-10-0900_authors", "audit 1_entries");
    }

    @Test
    void the_rebuild_of_the_authors_has_kept_the_books() throws SQLException {
        assertThat(column(dataSource, "SELECT title FROM book ORDER BY id")).containsExactly("The Dispossessed", "Solaris",
                "Fiasco");
        assertThat(column(dataSource, "SELECT country FROM author ORDER BY id")).containsExactly("US", "PL");
        assertThat(column(dataSource, "PRAGMA journal_mode")).containsExactly("wal");
    }

    @Test
    void a_datasource_with_scripts_at_its_own_location_has_a_set() throws SQLException {
        assertThat(audit.status().idsIn(MigrationState.APPLIED)).extracting(MigrationId::value).containsExactly("1_entries");
        DataSource its = Arc.container().instance(DataSource.class, new DataSourceLiteral("audit")).get();
        assertThat(column(its, "SELECT COUNT(*) FROM entry")).containsExactly("0");
    }

    @Test
    void a_folder_below_the_one_for_libraries_is_a_set_in_the_default_datasource() throws SQLException {
        assertThat(loans.status().idsIn(MigrationState.APPLIED)).extracting(MigrationId::value).containsExactly("1_loans");
        assertThat(column(dataSource, "SELECT COUNT(*) FROM loans_loan")).containsExactly("0");
        assertThat(column(dataSource, "SELECT id FROM schema_migrations_history_loans")).contains("1_loans");
    }

    @Test
    void a_set_goes_back_and_forth_and_its_observer_hears_of_it() {
        assertThat(maintenance.acceptChangedScripts().changes()).isEmpty();
        assertThat(maintenance.rollbackPlan().steps()).hasSize(1);
        assertThat(maintenance.rollback().done()).hasSize(1);
        assertThat(audit.migrate().done()).hasSize(1);
        assertThat(announcements.lines()).containsExactly("UP 1_entries", "DOWN 1_entries", "UP 1_entries");
    }

    @Test
    void every_layout_is_found_in_the_order_that_the_manual_shows_and_migrated_on_demand() throws SQLException {
        assertThat(layouts.status().migrations()).extracting(MigrationStatus::id).extracting(MigrationId::value)
                .containsExactlyElementsOf(Manual.lines("layouts-in-order.txt"));
        assertThat(layouts.status().idsIn(MigrationState.PENDING)).hasSize(6);

        assertThat(library.nextSql()).containsExactly("CREATE TABLE team (name TEXT PRIMARY KEY, founded INTEGER)");
        assertThat(library.firstTwo().done()).hasSize(2);
        assertThat(library.everything().done()).hasSize(4);
        assertThat(library.everything().done()).isEmpty();
        assertThat(column(dataSource, "SELECT name FROM old_team")).containsExactly("Reds");
    }

    @Test
    void class_path_directory_and_bean_merge_into_one_order() {
        assertThat(branches.status().idsIn(MigrationState.APPLIED)).extracting(MigrationId::value)
                .containsExactly("1_branches", "2_north", "3_contact", "9_shelves_north", "9_shelves_south");
    }

    @Test
    void values_stand_in_the_place_of_placeholders() throws SQLException {
        assertThat(column(dataSource, "SELECT dflt_value FROM pragma_table_info('contact_north') ORDER BY cid"))
                .containsExactly("'desk@north.example'", "'Dear ${reader}'");
        assertThat(column(dataSource, "SELECT down_script FROM schema_migrations_history_branches WHERE id = '3_contact'"))
                .containsExactly("DROP TABLE contact_north;\n");
    }

    @Test
    void code_moves_data_with_jdbc_and_with_a_library_and_back() throws SQLException {
        String all = "SELECT name || '|' || family_name || '|' || phone FROM person ORDER BY id";
        assertThat(column(dataSource, all)).containsExactly("Ada|Lovelace|+442079460018", "Ursula K.|Le Guin|+15035550137");

        assertThat(people.status().migrations()).extracting(MigrationStatus::verification).extracting(Optional::orElseThrow)
                .containsExactly(VERIFIED, NOT_VERIFIED, VERIFIED, NOT_VERIFIED);
        assertThatThrownBy(() -> people.rollback(Target.id("1_people"))).hasMessageContaining(
                "'3_plain_phone_numbers' (java:org.acme.PlainPhoneNumbers) does not override down()");
        assertThat(people.rollback().done()).hasSize(1);
        assertThat(people.migrate().done()).hasSize(1);
    }

    @Test
    void an_application_of_flyway_is_taken_over_as_the_page_describes() throws SQLException {
        assertThat(moved.status().migrations()).extracting(one -> one.id() + " " + one.state().word() + " "
                + one.verification().orElseThrow()).containsExactly("1 applied VERIFIED", "1.1 applied VERIFIED",
                        "2 applied VERIFIED", "3 applied NOT_VERIFIED", "4 applied VERIFIED",
                        "customer names applied VERIFIED");
        assertThat(moved.validate().valid()).isTrue();
        DataSource its = Arc.container().instance(DataSource.class, new DataSourceLiteral("moved")).get();
        assertThat(column(its, "SELECT phone || '|' || coalesce(note, '-') FROM customer WHERE id = 1"))
                .containsExactly("+442079460018|-");
        assertThat(column(its,
                "SELECT id FROM schema_migrations_history_moved WHERE application = 'Flyway' ORDER BY applied_order"))
                .containsExactly("1", "1.1", "2", "3", "customer names");
        assertThat(column(its, "SELECT count(*) FROM flyway_schema_history")).containsExactly("5");
    }

    @Test
    void the_manual_lists_the_columns_of_the_history_table() throws SQLException {
        List<String> listed = Manual.lines("history-columns.txt").stream().skip(1)
                .map(line -> line.substring(1, line.indexOf("`:"))).toList();
        assertThat(column(dataSource, "SELECT name FROM pragma_table_info('schema_migrations_history') ORDER BY cid"))
                .isEqualTo(listed);
    }

    private static List<String> column(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }
}
