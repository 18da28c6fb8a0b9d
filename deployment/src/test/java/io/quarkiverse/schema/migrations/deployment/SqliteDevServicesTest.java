package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.QuarkusUnitTest;

class SqliteDevServicesTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .config("quarkus.datasource.db-kind", "sqlite")
            .config("quarkus.datasource.\"the archive\".db-kind", "sqlite")
            .config("quarkus.datasource.\"the archive\".devservices.properties.synchronous", "OFF")
            .config("quarkus.datasource.\"the archive\".devservices.properties.foreign_keys", "false")
            .script("db/migrations/1.sql", "create table a (id int);")
            .script("db/the archive/migrations/1.sql", "create table b (id int);")
            .starts();

    @Inject
    AgroalDataSource dataSource;

    @Inject
    @io.quarkus.agroal.DataSource("the archive")
    AgroalDataSource archive;

    @Test
    void give_each_datasource_without_a_url_a_file_of_its_own() {
        assertThat(TestApplication.query(dataSource, "select name from sqlite_master where name in ('a', 'b')"))
                .containsExactly("a");
        assertThat(TestApplication.query(archive, "select name from sqlite_master where name in ('a', 'b')"))
                .containsExactly("b");
    }

    @Test
    void hand_on_properties_of_the_url() {
        assertThat(url(dataSource)).startsWith("jdbc:sqlite:").endsWith("/quarkus.db?foreign_keys=true");
        assertThat(url(archive)).endsWith("/the_archive.db?foreign_keys=false&synchronous=OFF");
        assertThat(TestApplication.query(archive, "pragma synchronous")).containsExactly("0");
    }

    @Test
    void enforce_foreign_keys_unless_told_otherwise() {
        assertThat(TestApplication.query(dataSource, "pragma foreign_keys")).containsExactly("1");
        assertThat(TestApplication.query(archive, "pragma foreign_keys")).containsExactly("0");
    }

    private static String url(AgroalDataSource dataSource) {
        return dataSource.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration().jdbcUrl();
    }
}
