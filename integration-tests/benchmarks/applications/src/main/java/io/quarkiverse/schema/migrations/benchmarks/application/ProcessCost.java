package io.quarkiverse.schema.migrations.benchmarks.application;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has needed so far, as Linux tells it. */
public final class ProcessCost {

    private static final String PEAK_MEMORY = "VmHWM:";

    private ProcessCost() {
    }

    /** What to print when the process is ready: nanoseconds of the processor, and kilobytes of memory. */
    public static String readyLine() throws IOException {
        return "ready " + processorNanoseconds() + " " + peakMemoryKilobytes();
    }

    /** What all threads have taken of the processor so far; finer than what Java can tell. */
    private static long processorNanoseconds() throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String times = Files.readString(thread.resolve("schedstat"));
                sum += Long.parseLong(times.substring(0, times.indexOf(' ')));
            }
        }
        return sum;
    }

    private static long peakMemoryKilobytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(PEAK_MEMORY)) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("the system does not tell " + PEAK_MEMORY);
    }
}
