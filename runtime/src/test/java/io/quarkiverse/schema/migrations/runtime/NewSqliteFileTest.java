package io.quarkiverse.schema.migrations.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewSqliteFileTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 40;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "", "?foreign_keys=true", "?journal_mode=WAL&locking_mode=NORMAL" })
    void is_there_before_the_driver_looks(String options) {
        Path file = directory.resolve("shop.db");

        NewSqliteFile.make("jdbc:sqlite:" + file + options);

        assertThat(file).isEmptyFile();
    }

    @Test
    void leaves_a_database_as_it_is() throws IOException {
        Path file = Files.writeString(directory.resolve("shop.db"), "SQLite format 3");

        NewSqliteFile.make("jdbc:sqlite:" + file);

        assertThat(file).hasContent("SQLite format 3");
    }

    @Test
    void leaves_to_the_driver_what_cannot_be_made() {
        NewSqliteFile.make("jdbc:sqlite:" + directory.resolve("nowhere/shop.db"));
        NewSqliteFile.make("jdbc:sqlite:shop\0.db");

        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = { "?open_mode=1", "?mode=memory" })
    void is_not_made_where_the_url_speaks_of_a_mode(String options) {
        NewSqliteFile.make("jdbc:sqlite:" + directory.resolve("shop.db") + options);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void is_left_to_a_driver_around_the_driver() {
        NewSqliteFile.make("jdbc:p6spy:sqlite:" + directory.resolve("shop.db"));
        NewSqliteFile.make("jdbc:x:");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void is_not_made_of_a_database_in_memory() {
        NewSqliteFile.make("jdbc:sqlite::memory:");

        assertThat(Path.of(":memory:")).doesNotExist();
    }

    /** Each has a table that the others see: nobody has opened a file that was deleted. Without, 300 rounds always fail. */
    @Test
    void is_one_for_all_who_open_it_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                String url = "jdbc:sqlite:" + directory.resolve("shop" + round + ".db") + "?busy_timeout=60000";
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    String table = "CREATE TABLE t" + i + " (a INT)";
                    all.add(threads.submit(() -> {
                        start.await();
                        NewSqliteFile.make(url);
                        try (Connection connection = DriverManager.getConnection(url)) {
                            return connection.createStatement().execute(table);
                        }
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
                try (Connection connection = DriverManager.getConnection(url)) {
                    assertThat(connection.createStatement().executeQuery("SELECT count(*) FROM sqlite_master").getInt(1))
                            .isEqualTo(THREADS);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
