package io.quarkiverse.schema.migrations.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.schema.migrations.error.DatabaseException;
import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.internal.engine.ManySchemas.InEachSchema;

class InEachSchemaTest {

    private static final List<String> SCHEMAS = IntStream.range(0, 20).mapToObj(i -> "s" + (20 - i)).toList();

    private static <T> InEachSchema<T> inEachSchema(Function<String, T> command) {
        return new InEachSchema<>(SCHEMAS, command, failure -> Optional.empty(), work -> work);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 50 })
    void keeps_the_order_of_the_schemas_whoever_ends_first(int parallel) {
        InEachSchema<Integer> work = inEachSchema(schema -> {
            if (schema.endsWith("5")) {
                throw new DatabaseException("odd", null);
            }
            return schema.length();
        });

        work.run("test", parallel);

        assertThat(work.failures().keySet()).containsExactly("s15", "s5");
        assertThat(work.reports().keySet())
                .containsExactlyElementsOf(SCHEMAS.stream().filter(schema -> !schema.endsWith("5")).toList());
        assertThat(work.notBegun()).isEmpty();
    }

    @Test
    void works_on_the_thread_of_the_caller_when_it_is_one_at_a_time() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        inEachSchema(schema -> threads.add(Thread.currentThread())).run("test", 1);

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 3 })
    void an_error_that_nobody_expects_comes_out_and_stops_it(int parallel) {
        InEachSchema<Integer> work = inEachSchema(schema -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(() -> work.run("test", parallel)).isInstanceOf(IllegalStateException.class).hasMessage("a bug");
        assertThat(work.notBegun()).hasSizeGreaterThanOrEqualTo(SCHEMAS.size() - parallel);
    }

    @Test
    void an_interruption_reaches_those_who_wait_and_is_handed_on() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(3);
        AtomicBoolean interrupted = new AtomicBoolean();
        InEachSchema<Integer> work = inEachSchema(schema -> {
            waiting.countDown();
            try {
                Thread.sleep(60_000);
                return 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LockTimeoutException("interrupted", e);
            }
        });
        Thread caller = new Thread(() -> {
            work.run("test", 3);
            interrupted.set(Thread.currentThread().isInterrupted());
        });

        caller.start();
        waiting.await();
        caller.interrupt();
        caller.join();

        assertThat(interrupted).isTrue();
        assertThat(work.failures()).hasSize(3);
        assertThat(work.notBegun()).hasSize(SCHEMAS.size() - 3);
    }
}
