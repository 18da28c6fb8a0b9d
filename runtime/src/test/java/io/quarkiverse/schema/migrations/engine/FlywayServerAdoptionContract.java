package io.quarkiverse.schema.migrations.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.error.AdoptionRefusedException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;

/** What servers have besides: another Flyway at work at the same time, and schemas. */
@Timeout(60)
abstract class FlywayServerAdoptionContract extends FlywayAdoptionContract {

    /** A statement that takes five seconds. */
    abstract String slow();

    /** A query that counts the sessions that run it at this moment. */
    abstract String sleepers();

    @Test
    void waits_for_a_flyway_that_is_at_work() throws Exception {
        flyway().load().migrate();
        write("V3__slow.sql", slow() + ";\nCREATE TABLE slow (id INT);");
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> flyway().load().migrate());
        while (database().query(sleepers()).get(0).equals("0") && !other.isDone()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        assertThatThrownBy(() -> shop().lockTimeout(Duration.ofMillis(100)).build().adopt(Adoption.flyway()))
                .isInstanceOf(LockTimeoutException.class).hasMessageStartingWith("Flyway is migrating '")
                .hasMessageEndingWith("', and was not done after 100 ms; nothing was run. Wait for it, or set a longer"
                        + " lock-timeout");
        assertThat(other).isNotDone();
        assertThat(shop().build().adopt(Adoption.flyway()).adopted()).extracting(Object::toString).contains("'3' verified");
        other.get();
    }

    @Test
    void leaves_the_lock_free_for_another_flyway() throws SQLException {
        flyway().load().migrate();
        write("V3__later.sql", "CREATE TABLE later (id INT);");

        try (Connection connection = database().dataSource().getConnection()) {
            SchemaMigrationsBuilder.of(new OneConnection(connection).dataSource()).directory(scripts(), "sqlite").build()
                    .adopt(Adoption.flyway());
            flyway().load().migrate();
        }
        assertThat(database().tables()).contains("later");
    }

    @Test
    void finds_a_history_in_another_schema_when_it_is_named() {
        ServerDatabase database = (ServerDatabase) database();
        String other = database.name() + "_other";
        database.execute("CREATE SCHEMA " + other);
        try {
            flyway().defaultSchema(other).schemas(other).load().migrate();

            assertThatThrownBy(() -> shop().build().adopt(Adoption.flyway())).isInstanceOf(AdoptionRefusedException.class)
                    .hasMessageContaining("there is nothing to take over");
            assertThat(shop().build().adopt(Adoption.flyway(other + "." + TABLE)).adopted()).hasSize(4);
        } finally {
            database.execute("DROP SCHEMA " + other + cascade());
        }
    }

    /** What it takes to drop a schema with all that is in it. */
    String cascade() {
        return "";
    }
}
