package io.quarkiverse.schema.migrations.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight processes and one file. */
class EightStartsIT {

    private static final int STARTS = 8;

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void leave_no_process_behind() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void eight_starts_at_once_apply_every_migration_exactly_once() throws Exception {
        List<String> command = PackagedShop.command(folder.resolve("shop.db"));
        for (int start = 0; start < STARTS; start++) {
            processes.add(new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(output(start).toFile()).start());
        }

        List<String> applied = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            assertThat(processes.get(start).waitFor(3, TimeUnit.MINUTES)).as("start " + start + " ends").isTrue();
            List<String> lines = Files.readAllLines(output(start));
            assertThat(processes.get(start).exitValue()).as(() -> String.join("\n", lines)).isZero();
            assertThat(ShopOutput.bestSellers(lines)).isEqualTo(TwoStartsTest.BEST_SELLERS);
            applied.addAll(ShopOutput.appliedIds(lines));
        }
        assertThat(applied).containsExactlyInAnyOrderElementsOf(MigrationFiles.ids());
    }

    private Path output(int start) throws IOException {
        return folder.resolve("output-" + start + ".txt");
    }
}
