package io.quarkiverse.schema.migrations.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow.Down;
import io.quarkiverse.schema.migrations.internal.history.AppliedRow.Provenance;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.AppliedState;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationKind;
import io.quarkiverse.schema.migrations.model.TransactionMode;

/** What each statement makes of a row in which every column has a value, and of which rows it makes nothing. */
class HistorySqlTest {

    private static final Migration MIGRATION = InMemoryMigration
            .scan("test", List.of(new InMemoryMigration("1", "SELECT 1", "SELECT 2"))).migrations().get(0);
    private static final AppliedRow ROW = AppliedRow.of(MIGRATION, 9, 3,
            Optional.of(new Down("SELECT 2", TransactionMode.NONE)));
    private static final Progress.Mark MARK = new Progress.Mark(2, 20, "hash");
    private static final Provenance FOREIGN = new Provenance("tool", Instant.parse("2021-05-05T05:05:05.005Z"),
            Optional.of(Duration.ofMillis(5)), Optional.of("somebody"));
    private static final String OLD_TIME = "2020-01-01 00:00:00.000";

    private Connection connection;
    private History history;

    @BeforeEach
    void makeTable() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        history = new History(connection, new SqliteDialect(), new TableName(Optional.of("main"), "history"),
                new Application(Optional.of("shop"), Optional.of("2")));
        history.prepare();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String statement(String name) {
        HistorySql sql = history.sql();
        return switch (name) {
            case "insertApplied" -> sql.insertApplied(ROW);
            case "insertStarted" -> sql.insertStarted(ROW);
            case "insertTaken" -> sql.insertTaken(ROW);
            case "insertAdopted" -> sql.insertAdopted(ROW, FOREIGN);
            case "insertAdoptedUnknown" ->
                sql.insertAdoptedUnknown(MIGRATION.id(), MigrationKind.REPEATABLE, "a view", 9, FOREIGN);
            case "updateApplied" -> sql.updateApplied(ROW);
            case "updateStarted" -> sql.updateStarted(ROW);
            case "updateResumed" -> sql.updateResumed(ROW);
            case "updateFinished" -> sql.updateFinished(MIGRATION.id());
            case "updateProgress" -> sql.updateProgress(MIGRATION.id(), MARK);
            case "updateBegun" -> sql.updateBegun(MIGRATION.id(), MARK, "'seen'");
            case "updateFailed" -> sql.updateFailed(MIGRATION.id(), "it's full");
            case "updateReverted" -> sql.updateReverted(MIGRATION.id());
            case "updateRevertStarted" -> sql.updateRevertStarted(MIGRATION.id(), 4);
            case "updateRevertResumed" -> sql.updateRevertResumed(MIGRATION.id(), 4);
            case "updateRevertFinished" -> sql.updateRevertFinished(MIGRATION.id());
            case "updateRevertFailed" -> sql.updateRevertFailed(MIGRATION.id(), "it's full");
            case "updateTaken" -> sql.updateTaken(ROW);
            case "updateResolvedAsApplied" -> sql.updateResolvedAsApplied(MIGRATION.id());
            case "updateResolvedAsNotApplied" -> sql.updateResolvedAsNotApplied(MIGRATION.id());
            case "updateUpChecksum" -> sql.updateUpChecksum(MIGRATION);
            case "updateRenewed" -> sql.updateRenewed(ROW);
            case "updateDown" -> sql.updateDown(ROW);
            case "delete" -> sql.delete(MIGRATION.id());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Every column has a value that no statement writes. */
    private void insertOld(String id, AppliedState state) throws SQLException {
        List<String> values = new ArrayList<>();
        for (Column column : Column.values()) {
            values.add(switch (column) {
                case ID -> "'" + id + "'";
                case STATE -> "'" + state.word() + "'";
                case FORMAT, APPLIED_ORDER, STATEMENTS_DONE, STATEMENTS_TOTAL, STATEMENTS_DONE_LENGTH, ATTEMPTS, DURATION_MS,
                        ROLLBACK_DURATION_MS ->
                    "7";
                case STARTED_AT, FINISHED_AT, ROLLED_BACK_AT -> "'" + OLD_TIME + "'";
                default -> "'old'";
            });
        }
        execute("INSERT INTO history VALUES (" + String.join(", ", values) + ")");
    }

    private Map<String, String> row(String id) throws SQLException {
        Map<String, String> row = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM history WHERE id = '" + id + "'")) {
            assertThat(rows.next()).isTrue();
            for (Column column : Column.values()) {
                row.put(column.toString(), shown(rows.getString(column.toString())));
            }
        }
        return row;
    }

    /** What nobody can know beforehand, and hashes, by name. */
    private static String shown(String value) {
        if (value == null) {
            return "-";
        }
        String up = MIGRATION.up().verifiedBy().orElseThrow().hex();
        String down = MIGRATION.downScript().orElseThrow().checksum().hex();
        if (value.matches("\\d{4}-.*") && !value.equals(OLD_TIME) && !value.startsWith("2021")) {
            return "now";
        }
        return value.equals(up) ? "UP"
                : value.equals(down) ? "DOWN"
                        : value.equals(System.getProperty("user.name")) ? "user" : value.matches("\\d{5,}") ? "ms" : value;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            updateApplied              | APPLIED, ROLLED_BACK
            updateStarted              | APPLIED, ROLLED_BACK
            updateTaken                | APPLIED, ROLLED_BACK
            updateResumed              | IN_PROGRESS, FAILED
            updateRevertResumed        | IN_PROGRESS, FAILED
            updateResolvedAsApplied    | IN_PROGRESS, FAILED
            updateResolvedAsNotApplied | IN_PROGRESS, FAILED
            updateProgress             | IN_PROGRESS
            updateBegun                | IN_PROGRESS
            updateFailed               | IN_PROGRESS
            updateRevertFailed         | IN_PROGRESS
            updateReverted             | APPLIED
            updateRevertStarted        | APPLIED
            updateUpChecksum           | APPLIED
            updateRenewed              | APPLIED
            updateDown                 | APPLIED
            updateFinished             | APPLIED, IN_PROGRESS, FAILED, ROLLED_BACK
            updateRevertFinished       | APPLIED, IN_PROGRESS, FAILED, ROLLED_BACK
            delete                     | APPLIED, IN_PROGRESS, FAILED, ROLLED_BACK
            """)
    void changes_a_row_of_its_migration_in_these_states_alone(String statement, String states) throws SQLException {
        for (AppliedState state : AppliedState.values()) {
            execute("DELETE FROM history");
            insertOld("1", state);
            insertOld("2", state);
            Map<String, String> other = row("2");

            assertThat(execute(statement(statement))).as("%s: %s", statement, state)
                    .isEqualTo(Arrays.asList(states.split(", ")).contains(state.name()) ? 1 : 0);
            assertThat(row("2")).isEqualTo(other);
        }
    }

    private static final String KEPT = "down_checksum=DOWN down_script=SELECT_2 down_transaction=none";
    private static final String DESCRIBED = KEPT + " format=2 kind=versioned description= up_checksum=UP statements_total=3"
            + " started_at=now database_user=user application=shop application_version=2";
    private static final String FRESH = DESCRIBED + " applied_order=9 direction=up attempts=1 statements_done=0"
            + " statements_done_length=0 done_hash=- statements_started=- finished_at=- duration_ms=- failure=-"
            + " rolled_back_at=- rolled_back_by=- rollback_duration_ms=-";
    private static final String ADOPTED = "application=tool application_version=- database_user=somebody duration_ms=5"
            + " finished_at=2021-05-05_05:05:05.005 started_at=2021-05-05_05:05:05.000 attempts=0 state=applied";
    private static final String REVERTING = "rolled_back_at=now rolled_back_by=user rollback_duration_ms=-";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            updateApplied              | ROLLED_BACK | FRESH state=applied statements_done=3
            updateStarted              | ROLLED_BACK | FRESH state=in_progress
            updateTaken                | ROLLED_BACK | FRESH state=applied attempts=0 finished_at=now
            updateResumed              | FAILED      | DESCRIBED state=in_progress attempts=8 duration_ms=- failure=- \
                                                       finished_at=- statements_started=-
            updateProgress             | IN_PROGRESS | done_hash=hash statements_done=2 statements_done_length=20 \
                                                       statements_started=-
            updateBegun                | IN_PROGRESS | done_hash=hash statements_done=2 statements_done_length=20 \
                                                       statements_started=seen
            updateFinished             | IN_PROGRESS | state=applied duration_ms=ms finished_at=now
            updateFailed               | IN_PROGRESS | state=failed duration_ms=ms finished_at=now failure=it's_full \
                                                       statements_started=-
            updateReverted             | APPLIED     | REVERTING state=rolled_back
            updateRevertStarted        | APPLIED     | REVERTING state=in_progress direction=down attempts=1 done_hash=- \
                                                       failure=- statements_done=0 statements_done_length=0 \
                                                       statements_started=- statements_total=4
            updateRevertResumed        | FAILED      | REVERTING state=in_progress attempts=8 failure=- \
                                                       statements_started=- statements_total=4
            updateRevertFinished       | IN_PROGRESS | state=rolled_back direction=up rollback_duration_ms=ms
            updateRevertFailed         | IN_PROGRESS | state=failed failure=it's_full rollback_duration_ms=ms \
                                                       statements_started=-
            updateResolvedAsApplied    | FAILED      | state=applied direction=up failure=- rolled_back_at=- \
                                                       rolled_back_by=- rollback_duration_ms=-
            updateResolvedAsNotApplied | FAILED      | REVERTING state=rolled_back direction=up
            updateUpChecksum           | APPLIED     | up_checksum=UP
            updateRenewed              | APPLIED     | KEPT kind=versioned up_checksum=UP
            updateDown                 | APPLIED     | KEPT
            """)
    void changes_these_columns_and_no_others(String statement, AppliedState from, String changed) throws SQLException {
        insertOld("1", from);
        Map<String, String> before = row("1");
        execute(statement(statement));

        Map<String, String> after = row("1");
        after.entrySet().removeAll(before.entrySet());
        assertThat(after).isEqualTo(columns(changed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            insertApplied        | FRESH state=applied statements_done=3
            insertStarted        | FRESH state=in_progress
            insertTaken          | FRESH state=applied attempts=0 finished_at=now
            insertAdopted        | FRESH ADOPTED
            insertAdoptedUnknown | FRESH ADOPTED kind=repeatable description=a_view statements_total=0 up_checksum=- \
                                   down_checksum=- down_script=- down_transaction=-
            """)
    void inserts_a_row_once(String statement, String inserted) throws SQLException {
        execute(statement(statement));

        assertThat(row("1")).isEqualTo(columns("id=1 " + inserted));
        assertThatThrownBy(() -> execute(statement(statement))).isInstanceOf(SQLException.class)
                .hasMessageContaining("UNIQUE");
    }

    /** Of what is written twice the second counts. */
    private static Map<String, String> columns(String written) {
        Map<String, String> columns = new TreeMap<>();
        String plain = written.replace("FRESH", FRESH).replace("DESCRIBED", DESCRIBED).replace("KEPT", KEPT)
                .replace("ADOPTED", ADOPTED).replace("REVERTING", REVERTING);
        for (String column : plain.split("\\s+")) {
            columns.put(column.split("=")[0], column.replaceFirst(".*?=", "").replace('_', ' '));
        }
        return columns;
    }

    @Test
    void renews_no_checksum_that_was_never_known_and_keeps_a_down_script_where_there_is_no_other() throws SQLException {
        insertOld("1", AppliedState.APPLIED);
        execute("UPDATE history SET up_checksum = NULL");

        execute(history.sql().updateRenewed(AppliedRow.of(MIGRATION, 9, 3, Optional.empty())));

        assertThat(row("1")).containsEntry("up_checksum", "-").containsEntry("kind", "versioned")
                .containsEntry("down_script", "old").containsEntry("down_checksum", "old");
    }

    @Test
    void dates_the_end_of_a_migration_that_turns_out_to_be_applied_where_none_is_known() throws SQLException {
        insertOld("1", AppliedState.IN_PROGRESS);
        execute("UPDATE history SET finished_at = NULL");

        execute(history.sql().updateResolvedAsApplied(MIGRATION.id()));

        assertThat(row("1")).containsEntry("finished_at", "now");
    }
}
