package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.OneConnection;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;

class PostgresqlCodeTest {

    private final ServerDatabase database = Servers.postgresql();

    @Test
    void reads_a_long_result_piece_by_piece() {
        List<String> portals = new ArrayList<>();
        CodeTest.people(database).migration("2", (CodeMigration) context -> {
            try (Statement statement = context.connection().createStatement();
                    Statement other = context.connection().createStatement()) {
                statement.setFetchSize(10);
                ResultSet rows = statement.executeQuery("SELECT pg_catalog.generate_series(1, 1000)");
                rows.next();
                ResultSet open = other
                        .executeQuery("SELECT count(*) FROM pg_catalog.pg_cursors WHERE statement LIKE '%series(1%'"
                                + " AND statement NOT LIKE '%pg_cursors%'");
                open.next();
                portals.add(open.getString(1));
            }
        }).build().migrate();

        assertThat(portals).containsExactly("1");
    }

    @Test
    void names_the_annotation_when_the_code_commits_where_it_must_not() {
        assertThatThrownBy(CodeTest.people(database).migration("2", (CodeMigration) context -> {
            try (Statement statement = context.connection().createStatement()) {
                statement.execute("DO 'BEGIN COMMIT; END'");
            }
        }).build()::migrate).hasMessageContaining("2D000")
                .hasMessageContaining("The migration was rolled back. The database does not"
                        + " run this inside a transaction: give the migration @CodeMigrationId(transaction = TransactionMode.NONE)");
    }

    @Test
    void leaves_the_connection_in_autocommit_mode_whatever_comes() throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            SchemaMigrationsBuilder migrations = SchemaMigrationsBuilder.of(new OneConnection(connection).dataSource())
                    .migration("1", (CodeMigration) context -> {
                    }).migration("2", (CodeMigration) context -> {
                        throw new IllegalStateException("on purpose");
                    });

            assertThatThrownBy(migrations.build()::migrate).hasMessageContaining("on purpose");

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(database.query("SELECT id FROM schema_migrations_history")).containsExactly("1");
        }
    }
}
