package io.quarkiverse.schema.migrations.internal.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.databases.Servers;
import io.quarkiverse.schema.migrations.servers.CountingProxy;

/** Counted on the wire. */
class PostgresqlCostTest {

    /**
     * The first look; schema, pooler, lock, death watch, session, the table and its format; the second look; the lock again;
     * and one the driver takes when it connects.
     */
    private static final int CONSTANT = 11;

    private final ServerDatabase database = Servers.postgresql();
    private CountingProxy proxy;

    @BeforeEach
    void open() throws IOException {
        proxy = CountingProxy.to(database.address());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private SchemaMigrations migrations(int count) {
        SchemaMigrationsBuilder builder = database.through(proxy).migrations();
        for (int i = 1; i <= count; i++) {
            builder.migration("%04d".formatted(i), "CREATE TABLE t%1$d (id int); INSERT INTO t%1$d VALUES (1);"
                    .formatted(i) + "SELECT * FROM t%1$d; CREATE INDEX i%1$d ON t%1$d (id)".formatted(i));
        }
        return builder.build();
    }

    private int tripsOf(Runnable action) {
        proxy.count().roundTrips();
        action.run();
        return proxy.count().roundTrips();
    }

    @Test
    void takes_one_round_trip_a_migration() {
        tripsOf(() -> migrations(1).migrate());

        int one = tripsOf(() -> migrations(2).migrate());
        int twenty = tripsOf(() -> migrations(22).migrate());

        assertThat(twenty - one).isEqualTo(19);
        assertThat(one).isEqualTo(1 + CONSTANT);
        assertThat(database.count("schema_migrations_history")).isEqualTo(22);
    }

    @Test
    void takes_one_statement_when_nothing_is_pending() {
        migrations(10).migrate();

        int connecting = tripsOf(() -> database.through(proxy).execute());
        int migrating = tripsOf(() -> migrations(10).migrate());

        assertThat(migrating).isEqualTo(connecting + 1);
    }

    @Test
    void takes_one_more_round_trip_for_every_250_statements_or_so() {
        migrations(1).migrate();
        String thousand = IntStream.range(0, 1000).mapToObj(i -> "INSERT INTO t1 VALUES (" + i + ")")
                .collect(Collectors.joining(";\n"));

        int few = tripsOf(() -> database.through(proxy).migrations().set("few")
                .migration("1", "INSERT INTO t1 VALUES (0)").build().migrate());
        int many = tripsOf(() -> database.through(proxy).migrations().set("many").migration("1", thousand).build().migrate());

        assertThat(many - few).isEqualTo(4);
        assertThat(database.count("t1")).isEqualTo(1002);
    }
}
