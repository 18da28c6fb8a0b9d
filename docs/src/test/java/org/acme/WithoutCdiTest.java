package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

import com.zaxxer.hikari.HikariDataSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.report.RunReport;

class WithoutCdiTest {

    @TempDir
    Path folder;

    @Test
    void the_builder_migrates_a_file_and_finds_nothing_to_do_the_second_time() {
        RunReport first = migrate();
        RunReport second = migrate();

        assertThat(first.done()).extracting(step -> step.id().value()).containsExactly("2026-01-10-0900_authors",
                "2026-02-03-1400_books", "2026-03-01-1000_authors_need_a_country", "2026-04-20-0700_write_ahead_log",
                "9999-end");
        assertThat(second.done()).isEmpty();
    }

    private RunReport migrate() {
        return WithoutCdi.migrate(folder.resolve("library.db").toString(),
                Path.of("modules/ROOT/examples/resources/db/migrations"));
    }

    @Test
    void a_pool_of_HikariCP_ends_the_connections_that_commands_have_changed_and_keeps_the_others() throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:sqlite:" + folder.resolve("pooled.db"));
            pool.setMaximumPoolSize(1);
            pool.setAutoCommit(false);
            SchemaMigrations migrations = WithoutCdi.of(pool, Path.of("modules/ROOT/examples/resources/db/migrations"));

            Object before = physical(pool);
            assertThat(migrations.migrate().done()).hasSize(4);
            Object after = physical(pool);
            assertThat(after).isNotSameAs(before);
            assertThat(migrations.migrate().done()).isEmpty();
            assertThat(migrations.status().migrations()).hasSize(4);
            assertThat(physical(pool)).isSameAs(after);

            assertThat(migrations.repair().changes()).isEmpty();
            assertThat(physical(pool)).isNotSameAs(after);
        }
    }

    private static Object physical(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
            return connection.unwrap(SQLiteConnection.class);
        }
    }
}
