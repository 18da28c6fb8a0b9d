package io.quarkiverse.schema.migrations.runtime.internal.dialect.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.LockRequest;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptLimits;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.ScriptTransaction;
import io.quarkiverse.schema.migrations.runtime.internal.dialect.SetLock;

/**
 * A file beside the database that one process at a time has locked. The operating system frees it when the process
 * ends, however it ends; the file itself stays, because removing it would let two runners lock two files of one name.
 */
final class MigrationsLockFile implements SetLock {

    static final String SUFFIX = "-migrations.lock";
    private static final long POLL_MILLISECONDS = 50;

    private final FileChannel channel;
    private final UnlockedRunner runner;

    private MigrationsLockFile(FileChannel channel, UnlockedRunner runner) {
        this.channel = channel;
        this.runner = runner;
    }

    static SetLock acquire(String database, LockRequest request, UnlockedRunner runner) throws SQLException {
        Path file = Path.of(database + SUFFIX);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                waitFor(channel, file, request);
                sign(channel, request.holder());
                return new MigrationsLockFile(channel, runner);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SQLException("the lock file " + file + " cannot be used: " + e, e);
        }
    }

    /** Whether somebody has it locked at this moment. */
    static boolean isHeld(String database) throws SQLException {
        Path file = Path.of(database + SUFFIX);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            return lock == null;
        } catch (IOException e) {
            throw new SQLException("the lock file " + file + " cannot be used: " + e, e);
        }
    }

    private static void waitFor(FileChannel channel, Path file, LockRequest request) throws IOException {
        long deadline = System.nanoTime() + request.timeout().toNanos();
        boolean told = false;
        while (tryLock(channel) == null) {
            if (System.nanoTime() >= deadline) {
                throw new LockTimeoutException("Another runner is migrating this database (" + holder(channel)
                        + " holds " + file + ") and was not done after " + request.timeout().toMillis()
                        + " ms; nothing was run. Wait for it, or set a longer lock-timeout", null);
            }
            if (!told) {
                request.waiting().run();
                told = true;
            }
            pause();
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process holds it
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeoutException("The thread was interrupted while it waited for another runner; nothing was run", e);
        }
    }

    private static void sign(FileChannel channel, String holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(200);
        channel.read(text, 0);
        return text.position() == 0 ? "it" : new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).trim();
    }

    @Override
    public ScriptTransaction transaction(ScriptLimits limits) throws SQLException {
        return runner.transaction(limits);
    }

    @Override
    public void close() throws SQLException {
        try {
            channel.close();
        } catch (IOException e) {
            throw new SQLException("the lock file cannot be closed", e);
        }
    }
}
