package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkus.test.QuarkusUnitTest;

/** The database's folder is not there before the second retry. */
class LateDatabaseTest {

    private static final Path FOLDER = TestApplication.freshFolder().resolve("late");

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.withoutDataSource()
            .classes(Volume.class)
            .config("quarkus.datasource.db-kind", "sqlite")
            .config("quarkus.datasource.jdbc.url", "jdbc:sqlite:" + FOLDER.resolve("test.db"))
            .config("late.folder", FOLDER.toString())
            .script("db/migrations/1.sql", "create table a (id int);")
            .runtimeConfig("quarkus.schema-migrations.connect-retries", "5")
            .runtimeConfig("quarkus.schema-migrations.connect-retry-interval", "10MS")
            .starts();

    @Inject
    DataSource dataSource;

    @Inject
    Volume volume;

    @Test
    void the_start_waits_for_a_database_that_comes_up_late() {
        assertThat(volume.tries).containsExactly("1 of 5 after PT0.01S", "2 of 5 after PT0.01S");
        assertThat(TestApplication.query(dataSource, "SELECT count(*) FROM a")).containsExactly("0");
    }

    /** Is mounted late. */
    @Singleton
    public static class Volume implements MigrationListener {

        final List<String> tries = new CopyOnWriteArrayList<>();

        @ConfigProperty(name = "late.folder")
        Path folder;

        @Override
        public void retryingConnection(String set, int retry, int retries, Duration interval, String reason) {
            tries.add(retry + " of " + retries + " after " + interval);
            if (retry == 2) {
                mount();
            }
        }

        private void mount() {
            try {
                Files.createDirectory(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
