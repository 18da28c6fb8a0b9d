package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;

/** A disk in memory that is soon full. */
record SmallDisk(Path place) implements AutoCloseable {

    /** Mounts it; the test is passed over where that is not permitted, and says so. */
    static SmallDisk at(Path place, int megabytes) throws Exception {
        int exit = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
        assumeThat(exit).as("to mount a disk in memory takes the rights of root").isZero();
        return new SmallDisk(place);
    }

    /** Makes room. */
    void grow(int megabytes) throws Exception {
        if (run("mount", "-o", "remount,size=" + megabytes + "m", place.toString()) != 0) {
            throw new IOException("the disk in memory cannot be made larger");
        }
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor();
        } catch (IOException e) {
            return -1; // there is no such command
        }
    }

    /** At the latest when nobody uses it any more it is gone. */
    @Override
    public void close() throws Exception {
        run("umount", "--lazy", place.toString());
    }
}
