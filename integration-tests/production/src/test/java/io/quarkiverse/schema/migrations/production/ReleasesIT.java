package io.quarkiverse.schema.migrations.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.PackagedApplication;
import io.quarkiverse.schema.migrations.servers.Server;

/** Two releases of the packaged application, each with one process that migrates and three that wait for it. */
class ReleasesIT {

    private static final int WAITING = 3;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Pod> pods = new ArrayList<>();
    private SpanReceiver receiver;

    /** A process that runs until the test ends. */
    private record Pod(Process process, int port, Path output) {

        String log() throws IOException {
            return Files.readString(output);
        }
    }

    @BeforeEach
    void receive() throws IOException {
        receiver = new SpanReceiver();
    }

    @AfterEach
    void leave_no_process_behind() throws InterruptedException {
        for (Pod pod : pods) {
            pod.process().destroyForcibly().waitFor();
        }
        receiver.close();
    }

    private Pod start(Database database, String... keys) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> all = new ArrayList<>(List.of(keys));
        all.add("quarkus.http.port=" + port);
        all.add("quarkus.otel.exporter.otlp.endpoint=" + receiver.url());
        Path output = folder.resolve("pod-" + pods.size() + ".txt");
        Process process = new ProcessBuilder(PackagedApplication.command(database, all.toArray(String[]::new)))
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        Pod pod = new Pod(process, port, output);
        pods.add(pod);
        return pod;
    }

    private HttpResponse<String> get(Pod pod, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pod.port() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void awaitReady(Pod pod) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (System.nanoTime() < end && pod.process().isAlive()) {
            try {
                if (get(pod, "/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                assertThat(e).as("it has not opened its port").isInstanceOf(ConnectException.class);
            }
            Thread.sleep(200);
        }
        throw new AssertionError("not ready: " + pod.log());
    }

    private void awaitLog(Pod pod, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!pod.log().contains(text)) {
            assertThat(System.nanoTime() < end && pod.process().isAlive()).as(pod.log()).isTrue();
            Thread.sleep(200);
        }
    }

    private int exitCode(Pod job) throws InterruptedException {
        assertThat(job.process().waitFor(3, TimeUnit.MINUTES)).isTrue();
        return job.process().exitValue();
    }

    @Test
    void one_process_migrates_and_three_wait_in_each_release() throws Exception {
        Database database = Server.POSTGRESQL.empty("releases");
        List<Pod> waiting = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            waiting.add(start(database, "quarkus.schema-migrations.start=wait"));
        }
        awaitLog(waiting.get(0), "Waiting for another process to migrate");
        Pod migrating = start(database);

        awaitReady(migrating);
        for (Pod pod : waiting) {
            awaitReady(pod);
            assertThat(pod.log()).contains("The schema is current").doesNotContain("Applied '");
        }
        assertThat(get(migrating, "/q/health/ready").body()).contains("Schema migrations", "current");
        assertThat(get(migrating, "/q/metrics").body()).contains("schema_migrations_applied{set=\"<default>\"} 2.0",
                "schema_migrations_pending{set=\"<default>\"} 0.0", "schema_migrations_step_seconds_count");
        assertThat(get(waiting.get(1), "/q/schema-migrations").body()).contains("\"valid\":true", "2_label", "applied");
        awaitSpans("schema-migrations migrate", "schema-migrations apply", "schema_migrations.id", "2_label",
                "db.system.name");
        assertThat(receiver.received()).doesNotContain("CREATE TABLE");

        receiver.forget();
        pods.remove(waiting.get(0));
        waiting.get(0).process().destroyForcibly().waitFor();
        String next = "quarkus.schema-migrations.directories=" + Files.createDirectories(folder.resolve("next"));
        Files.writeString(folder.resolve("next/3_weight.sql"), "ALTER TABLE parcel ADD weight int;");
        Pod waitingForNext = start(database, "quarkus.schema-migrations.start=wait", next);
        awaitLog(waitingForNext, "Waiting for another process to migrate");
        Pod job = start(database, "quarkus.init-and-exit=true", next);

        assertThat(exitCode(job)).as(job.log()).isZero();
        assertThat(job.log()).contains("Applied '3_weight'");
        awaitReady(waitingForNext);
        assertThat(get(waiting.get(1), "/q/health/ready").statusCode()).as("of the older release").isEqualTo(200);
        awaitSpans("schema-migrations migrate", "3_weight");
    }

    @Test
    void a_process_that_fails_sends_its_spans_before_it_ends() throws Exception {
        Database database = Server.POSTGRESQL.empty("failed_release");
        Path scripts = Files.createDirectories(folder.resolve("next"));
        Files.writeString(scripts.resolve("9_wrong.sql"), "INSERT INTO nowhere VALUES ('hunter2');");
        Pod job = start(database, "quarkus.init-and-exit=true", "quarkus.schema-migrations.directories=" + scripts);

        assertThat(exitCode(job)).as(job.log()).isEqualTo(4);
        awaitSpans("schema-migrations migrate", "9_wrong", "MigrationFailedException");
        assertThat(receiver.received()).doesNotContain("nowhere", "hunter2");
    }

    private void awaitSpans(String... texts) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end && !List.of(texts).stream().allMatch(receiver.received()::contains)) {
            Thread.sleep(200);
        }
        assertThat(receiver.received()).contains(texts);
    }
}
