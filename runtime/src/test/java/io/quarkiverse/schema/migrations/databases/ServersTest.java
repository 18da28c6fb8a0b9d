package io.quarkiverse.schema.migrations.databases;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServersTest {

    @Test
    void give_every_test_an_empty_postgresql_of_its_own() {
        assertThatIsEmptyAndAlone(Servers.postgresql(), Servers.postgresql());
    }

    @Test
    void give_every_test_an_empty_mysql_of_its_own() {
        assertThatIsEmptyAndAlone(Servers.mysql(), Servers.mysql());
        assertThat(Servers.mysql().query("SELECT version()").get(0).contains("MariaDB")).isEqualTo(!Servers.hasMysql());
    }

    @Test
    void give_every_test_an_empty_mariadb_of_its_own() {
        assertThatIsEmptyAndAlone(Servers.mariadb(), Servers.mariadb());
        assertThat(Servers.mariadb().query("SELECT version()").get(0)).contains("MariaDB");
    }

    private static void assertThatIsEmptyAndAlone(TestDatabase one, TestDatabase other) {
        one.execute("CREATE TABLE shop (id INT)");

        assertThat(one.tables()).containsExactly("shop");
        assertThat(other.tables()).isEmpty();
    }
}
