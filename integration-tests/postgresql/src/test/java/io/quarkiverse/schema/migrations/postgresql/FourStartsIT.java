package io.quarkiverse.schema.migrations.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.servers.Database;
import io.quarkiverse.schema.migrations.servers.PackagedApplication;
import io.quarkiverse.schema.migrations.servers.Server;

/** Replicas of the packaged application that start at once, on a server that is named or embedded. */
class FourStartsIT {

    private static final int STARTS = 4;
    private static final Pattern APPLIED = Pattern.compile("Applied '([^']+)'");

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void leave_no_process_behind() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void replicas_that_start_at_once_apply_every_migration_exactly_once() throws Exception {
        Database database = Server.POSTGRESQL.empty("four_starts");
        for (int start = 0; start < STARTS; start++) {
            processes.add(new ProcessBuilder(PackagedApplication.command(database)).redirectErrorStream(true)
                    .redirectOutput(output(start).toFile()).start());
        }

        List<String> applied = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            assertThat(processes.get(start).waitFor(3, TimeUnit.MINUTES)).as("start " + start + " ends").isTrue();
            String output = Files.readString(output(start));
            assertThat(processes.get(start).exitValue()).as(output).isZero();
            assertThat(output).contains("Zugspitze -21.4");
            APPLIED.matcher(output).results().map(result -> result.group(1)).forEach(applied::add);
        }
        assertThat(applied).containsExactlyInAnyOrder("2026-01-12-0900_stations", "2026-02-03-1000_readings",
                "2026-03-01-0800_readings_by_time", "2026-03-15-0700_first_winter");
    }

    private Path output(int start) {
        return folder.resolve("output-" + start + ".txt");
    }
}
