package io.quarkiverse.schema.migrations.servers;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Docker, or Podman. */
final class ContainerEngine {

    private static final long PATIENCE_SECONDS = 10;

    private ContainerEngine() {
    }

    /** Whether Dev Services can have containers. */
    static boolean answers() {
        return answers("docker") || answers("podman");
    }

    private static boolean answers(String command) {
        try {
            Process process = new ProcessBuilder(List.of(command, "info")).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            // the command is not there
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
