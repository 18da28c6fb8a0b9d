package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestedDirectoriesTest {

    @TempDir
    Path directory;

    @Test
    void a_failure_does_not_end_the_watch() throws IOException, InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        TestedDirectories watched = new TestedDirectories(() -> {
            first.countDown();
            second.countDown();
            throw new IllegalStateException("the tests cannot be run now");
        });
        try {
            watched.are(Set.of(directory), Set.of());
            Files.writeString(directory.resolve("1.sql"), "select 1");
            assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();

            Files.writeString(directory.resolve("2.sql"), "select 2");

            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            watched.end();
        }
    }
}
