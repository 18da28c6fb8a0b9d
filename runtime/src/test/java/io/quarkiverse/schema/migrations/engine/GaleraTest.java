package io.quarkiverse.schema.migrations.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import io.quarkiverse.schema.migrations.error.DatabaseException;

/** A node of a Galera cluster of two, which {@code TEST_GALERA_URL} names, with {@code …_USER} and {@code …_PASSWORD}. */
@EnabledIfEnvironmentVariable(named = "TEST_GALERA_URL", matches = ".+", disabledReason = "no node of a Galera cluster is named")
class GaleraTest {

    @Test
    void is_refused_by_name() {
        ServerDatabase database = new TestServer(System.getenv("TEST_GALERA_URL"), System.getenv("TEST_GALERA_USER"),
                System.getenv("TEST_GALERA_PASSWORD"), TestServer.Dialect.MYSQL).empty();

        assertThatThrownBy(database.migrations().migration("1", "CREATE TABLE shop (a INT)").build()::migrate)
                .isInstanceOf(DatabaseException.class)
                .hasMessage("The server is a node of a Galera cluster of 2, where GET_LOCK holds on one node only, so that two"
                        + " runners on two nodes would migrate at once. Nothing was run. Migrate while the node is alone in its"
                        + " cluster, and let the others join afterwards");
        assertThat(database.tables()).isEmpty();
        assertThat(database.migrations().migration("1", "CREATE TABLE shop (a INT)").build().status().migrations()).hasSize(1);
    }
}
