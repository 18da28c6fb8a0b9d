package io.quarkiverse.schema.migrations.internal.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.OneConnection;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;

/** What servers have besides: another Flyway at work at the same time, and schemas. */
@ParameterizedClass
@EnumSource(names = { "POSTGRESQL", "MYSQL", "MARIADB" })
@Timeout(60)
class FlywayServerAdoptionTest extends FlywayProject {

    /** A statement that takes five seconds. */
    private String slow() {
        return kind == DatabaseKind.POSTGRESQL ? "SELECT pg_sleep(5)" : "SELECT SLEEP(5)";
    }

    /** A query that counts the sessions that run it at this moment. */
    private String sleepers() {
        return kind == DatabaseKind.POSTGRESQL
                ? "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'"
                : "SELECT count(*) FROM information_schema.PROCESSLIST WHERE DB = database() AND INFO LIKE 'SELECT SLEEP%'";
    }

    @Test
    void waits_for_a_flyway_that_is_at_work() throws Exception {
        flyway().load().migrate();
        write("V3__slow.sql", slow() + ";\nCREATE TABLE slow (id INT);");
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> flyway().load().migrate());
        while (database.query(sleepers()).get(0).equals("0") && !other.isDone()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        assertThatThrownBy(() -> shop().lockTimeout(Duration.ofMillis(100)).build().adopt(Adoption.flyway()))
                .isInstanceOf(LockTimeoutException.class).hasMessageStartingWith("Flyway is migrating '")
                .hasMessageEndingWith("' and did not finish within 100 ms; nothing was run. Wait for it, or set a longer"
                        + " lock-timeout");
        assertThat(other).isNotDone();
        assertThat(shop().build().adopt(Adoption.flyway()).adopted()).extracting(Object::toString).contains("'3' verified");
        other.get();
    }

    @Test
    void leaves_the_lock_free_for_another_flyway() throws SQLException {
        flyway().load().migrate();
        write("V3__later.sql", "CREATE TABLE later (id INT);");

        try (Connection connection = database.dataSource().getConnection()) {
            SchemaMigrationsBuilder.of(new OneConnection(connection).dataSource()).directory(scripts, "sqlite").build()
                    .adopt(Adoption.flyway());
            flyway().load().migrate();
        }
        assertThat(database.tables()).contains("later");
    }

    @Test
    void finds_a_history_in_another_schema_when_it_is_named() {
        String other = ((ServerDatabase) database).name() + "_other";
        database.execute("CREATE SCHEMA " + other);
        try {
            flyway().defaultSchema(other).schemas(other).load().migrate();

            assertThatThrownBy(() -> shop().build().adopt(Adoption.flyway())).isInstanceOf(AdoptionRefusedException.class)
                    .hasMessageContaining("there is nothing to adopt");
            assertThat(shop().build().adopt(Adoption.flyway(other + "." + TABLE)).adopted()).hasSize(4);
        } finally {
            database.execute("DROP SCHEMA " + other + cascade());
        }
    }

    /** What it takes to drop a schema with all that is in it. */
    private String cascade() {
        return kind == DatabaseKind.POSTGRESQL ? " CASCADE" : "";
    }
}
