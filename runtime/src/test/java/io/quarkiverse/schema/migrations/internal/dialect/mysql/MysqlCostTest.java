package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.databases.DatabaseKind;
import io.quarkiverse.schema.migrations.databases.ServerDatabase;
import io.quarkiverse.schema.migrations.servers.CountingProxy;

/** Counted on the wire. */
@ParameterizedClass
@EnumSource(names = { "MYSQL", "MARIADB" })
class MysqlCostTest {

    /**
     * The first look; what the session says about scripts; whether there is a cluster; the lock; several statements on; the
     * table's columns and its
     * format; the second look; several statements off; the lock again.
     */
    private static final int CONSTANT = 10;

    private CountingProxy counter;

    @Parameter
    DatabaseKind kind;

    private ServerDatabase database;

    @BeforeEach
    void open() throws IOException {
        database = kind.onServer();
        counter = CountingProxy.to(database.address());
    }

    @AfterEach
    void close() throws IOException {
        counter.close();
    }

    private SchemaMigrations migrations(int count) {
        SchemaMigrationsBuilder builder = database.through(counter).migrations();
        for (int i = 1; i <= count; i++) {
            builder.migration("%04d".formatted(i),
                    "SET NAMES utf8mb4; CREATE TABLE t%1$d (id INT); INSERT INTO t%1$d VALUES (1);"
                            .formatted(i) + "SELECT * FROM t%1$d; CREATE INDEX i%1$d ON t%1$d (id)".formatted(i));
        }
        return builder.build();
    }

    /** Without those that connecting takes. */
    private int tripsOf(Runnable action) {
        counter.count().roundTrips();
        database.through(counter).execute();
        int connecting = counter.count().roundTrips();
        action.run();
        return counter.count().roundTrips() - connecting;
    }

    @Test
    void takes_one_round_trip_a_migration() {
        migrations(1).migrate();

        assertThat(tripsOf(() -> migrations(2).migrate())).isEqualTo(CONSTANT + 1);
        assertThat(tripsOf(() -> migrations(22).migrate())).isEqualTo(CONSTANT + 20);
        assertThat(database.count("schema_migrations_history")).isEqualTo(22);
    }

    @Test
    void takes_one_statement_when_nothing_is_pending() {
        migrations(10).migrate();

        assertThat(tripsOf(() -> migrations(10).migrate())).isOne();
    }
}
