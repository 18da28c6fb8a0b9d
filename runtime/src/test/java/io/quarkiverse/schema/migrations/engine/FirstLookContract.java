package io.quarkiverse.schema.migrations.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.error.HistoryTableException;
import io.quarkiverse.schema.migrations.error.RefusedException;
import io.quarkiverse.schema.migrations.internal.dialect.DialectProvider;
import io.quarkiverse.schema.migrations.internal.dialect.TableName;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.ConnectorJ;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.MariadbConnector;
import io.quarkiverse.schema.migrations.internal.dialect.postgresql.PostgresqlDialect;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;
import io.quarkiverse.schema.migrations.internal.engine.Engine;
import io.quarkiverse.schema.migrations.internal.engine.FirstLook;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Migration;

/** What the first statement of a start tells. */
abstract class FirstLookContract {

    private static final String TABLE = "schema_migrations_history";

    /** In this order in the set, in another one by code point, and in a third one where capitals do not count. */
    private static final List<String> IDS = List.of("1", "2", "10", "Z: a", "a", "b%", "zeit'los", "\u00E4ndern", "\uFFFC",
            "\uD83D\uDE00");

    static final List<DialectProvider> DIALECTS = List.of(new SqliteDialect(), new PostgresqlDialect(),
            new ConnectorJ(), new MariadbConnector());

    abstract TestDatabase database();

    /** As Quarkus spells it. */
    abstract String kind();

    /** Whether the database can compare; else all that the history holds is told. */
    boolean compares() {
        return true;
    }

    private static List<Migration> migrations(String up) {
        List<InMemoryMigration> scripts = new ArrayList<>();
        IDS.forEach(id -> scripts.add(new InMemoryMigration(id, up, "-- back")));
        for (int i = 100; i < 150; i++) {
            scripts.add(new InMemoryMigration(Integer.toString(i), up));
        }
        return InMemoryMigration.scan("test", scripts).migrations();
    }

    private SchemaMigrationsBuilder of(List<Migration> migrations) {
        return database().migrations().source(() -> migrations);
    }

    private FirstLook look(List<Migration> migrations) {
        try (Connection connection = database().dataSource().getConnection()) {
            return FirstLook.at(connection, kind(), DIALECTS, TableName.ofSet("<default>"), ExpectedHistory.of(migrations));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tells_that_the_schema_is_current_and_hangs_up() throws SQLException {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();

        FirstLook look = look(migrations);

        assertThat(look.isCurrent()).isEqualTo(compares());
        if (compares()) {
            assertThat(look.connection().isClosed()).isTrue();
        }
    }

    /** One change at a time: a second one could not be told from the first, which makes the whole history another. */
    @ParameterizedTest
    @ValueSource(strings = {
            "SET state = 'rolled back' WHERE id = '1'",
            "SET state = 'failed' WHERE id = '1'",
            "SET up_checksum = 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc' WHERE id = '1'",
            "SET up_checksum = NULL WHERE id = '1'",
            "SET down_checksum = 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc' WHERE id = '1'",
            "SET down_checksum = NULL WHERE id = '1'",
            "SET down_checksum = up_checksum, down_transaction = 'transaction' WHERE id = '149'",
            "SET id = '9' WHERE id = '1'",
            "SET id = 'A' WHERE id = 'a'" })
    void tells_what_the_history_holds_when_one_value_is_not_what_is_expected(String change) {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        assertThat(look(migrations).isCurrent()).isEqualTo(compares());

        database().execute("UPDATE " + TABLE + " " + change);

        assertThat(look(migrations).history().orElseThrow()).containsExactlyInAnyOrderElementsOf(history(migrations));
    }

    @Test
    void tells_what_the_history_holds_when_it_has_a_row_too_few_or_too_many() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();

        assertThat(look(migrations.subList(0, 3)).history().orElseThrow()).hasSameSizeAs(migrations);
        database().execute("DELETE FROM " + TABLE + " WHERE id = '149'");
        assertThat(look(migrations).history().orElseThrow()).hasSize(migrations.size() - 1);
    }

    /** As a plan is made of it. */
    private List<AppliedMigration> history(List<Migration> migrations) {
        // of no migration, so that nothing agrees
        List<AppliedMigration> history = look(List.of()).history().orElseThrow();
        assertThat(history).extracting(applied -> applied.id().value())
                .containsExactlyInAnyOrderElementsOf(database().query("SELECT id FROM " + TABLE));
        return history;
    }

    @Test
    void tells_that_there_is_no_history_yet() {
        assertThat(look(migrations("")).history()).hasValue(List.of());

        of(migrations("")).build().migrate();
        database().execute("DELETE FROM " + TABLE);
        assertThat(look(migrations("")).history()).hasValue(List.of());
    }

    @Test
    void is_what_a_run_goes_on_with() throws SQLException {
        List<Migration> migrations = migrations("-- nothing to do");
        Engine first = (Engine) of(migrations.subList(0, 3)).build();
        Connection connection = database().dataSource().getConnection();
        FirstLook look = FirstLook.at(connection, kind(), DIALECTS, TableName.ofSet("<default>"),
                ExpectedHistory.of(migrations));

        assertThat(first.migrate(look).done()).hasSize(3);

        assertThat(connection.isClosed()).isTrue();
        assertThat(database().count(TABLE)).isEqualTo(3);
    }

    @Test
    void is_all_that_a_run_looks_at_that_has_nothing_to_do() throws SQLException {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        Engine older = (Engine) of(migrations.subList(0, 3)).build();
        FirstLook look = FirstLook.at(database().dataSource().getConnection(), kind(), DIALECTS, TableName.ofSet("<default>"),
                ExpectedHistory.of(migrations.subList(0, 3)));
        database().execute("DROP TABLE " + TABLE);

        assertThat(older.migrate(look).warnings()).hasSize(migrations.size() - 3);
    }

    @Test
    void leaves_no_connection_behind_when_the_run_is_refused_or_the_table_is_no_history() {
        List<Migration> migrations = migrations("-- nothing to do");
        of(migrations).build().migrate();
        List<Migration> modified = migrations("-- something else");
        List<Connection> taken = new ArrayList<>();
        Consumer<List<Migration>> start = expected -> {
            try {
                taken.add(database().dataSource().getConnection());
                ((Engine) of(expected).build()).migrate(FirstLook.at(taken.get(taken.size() - 1), kind(), DIALECTS,
                        TableName.ofSet("<default>"), ExpectedHistory.of(expected)));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };

        assertThatThrownBy(() -> start.accept(modified)).isInstanceOf(RefusedException.class);
        database().execute("DROP TABLE " + TABLE, "CREATE TABLE " + TABLE + " (id INT)");
        assertThatThrownBy(() -> start.accept(migrations)).isInstanceOf(HistoryTableException.class);

        assertThat(taken).hasSize(2).allMatch(connection -> isClosed(connection));
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
