package io.quarkiverse.schema.migrations.databases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a server that a test has started: it can be ended in any way, and started again with the same command. */
final class ServerProcess {

    private final List<String> command;
    private ProcessHandle handle;

    private ServerProcess(List<String> command, ProcessHandle handle) {
        this.command = command;
        this.handle = handle;
    }

    /**
     * Finds it.
     *
     * @param pid its number
     * @param prefix what to put in front of its command to start it again
     */
    static ServerProcess of(long pid, String... prefix) {
        ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
        List<String> command = new ArrayList<>(List.of(prefix));
        command.add(handle.info().command().orElseThrow());
        command.addAll(Arrays.asList(handle.info().arguments().orElseThrow()));
        return new ServerProcess(command, handle);
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws Exception {
        signal("KILL");
    }

    /** Sends it a signal after which it ends, and waits for that. */
    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(handle.pid())).inheritIO().start().waitFor();
        handle.onExit().get(60, TimeUnit.SECONDS);
    }

    /**
     * Starts it again; does not wait until it can be reached.
     *
     * @param log where its output goes
     */
    void start(Path log) throws IOException {
        handle = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start().toHandle();
    }

    boolean isAlive() {
        return handle.isAlive();
    }
}
