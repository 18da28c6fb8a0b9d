package io.quarkiverse.schema.migrations.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.logs.LogLines;

class BackgroundStopTest {

    @RegisterExtension
    final LogLines log = new LogLines();

    @Test
    void a_step_that_does_not_end_is_cut_off_and_what_becomes_of_it_is_not_logged() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        BackgroundStart endless = new BackgroundStart(new SetStart("shop"), () -> {
            awaitUninterruptibly(closed);
            ended.countDown();
            throw new IllegalStateException("the pool is closed");
        });
        endless.begin();

        BackgroundStart.stop(List.of(endless), Duration.ofMillis(1));
        closed.countDown();
        ended.await();
        BackgroundStart.stop(List.of(endless), Duration.ofMinutes(1));

        assertThat(log.lines())
                .containsExactly("WARN The background migration of set 'shop' is cut off, because the application shuts"
                        + " down. The database rolls back what is not committed; the next start goes on there, or says what must be"
                        + " resolved");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // as a driver that waits for its server
            }
        }
    }

    @Test
    void a_failure_of_its_own_is_logged_as_one_while_the_application_shuts_down() {
        SetStart start = new SetStart("shop");
        CountDownLatch running = new CountDownLatch(1);
        BackgroundStart failing = new BackgroundStart(start, () -> {
            awaitUninterruptibly(running);
            throw new IllegalStateException("no such table");
        });
        failing.begin();
        start.stop();
        running.countDown();

        BackgroundStart.stop(List.of(failing), Duration.ofMinutes(1));

        assertThat(log.lines()).singleElement().asString().startsWith("ERROR The background migration of set 'shop' failed");
    }
}
