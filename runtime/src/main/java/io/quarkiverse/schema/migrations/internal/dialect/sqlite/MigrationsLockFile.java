package io.quarkiverse.schema.migrations.internal.dialect.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.sql.SQLException;

import io.quarkiverse.schema.migrations.error.LockTimeoutException;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock;
import io.quarkiverse.schema.migrations.internal.dialect.SetLock.LockRequest;

/**
 * A file beside the database that one process at a time has locked. The operating system frees it when the process
 * ends, however it ends; the file itself stays, because removing it would let two runners lock two files of one name.
 * <p>
 * Most systems take all of a process's locks on a file away as soon as the process closes any channel to it. So within
 * a process only one thread at a time has the file open; it has first put its name where every class loader looks.
 */
final class MigrationsLockFile implements SetLock {

    static final String SUFFIX = "-migrations.lock";
    private static final String IN_USE = "io.quarkiverse.schema.migrations.lock:";
    private static final long POLL_MILLISECONDS = 50;
    /** Where a byte is locked: behind the text, because some systems do not let locked bytes be read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int HOLDER_BYTES = 400;

    private final Path file;
    private final FileChannel channel;

    private MigrationsLockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static MigrationsLockFile acquire(String database, LockRequest request) throws SQLException {
        Path file = Path.of(database + SUFFIX);
        Path owner = Path.of(database);
        long deadline = System.nanoTime() + request.timeout().toNanos();
        boolean told = false;
        while (true) {
            Attempt attempt = attempt(file, owner, request.holder());
            if (attempt.lock() != null) {
                return attempt.lock();
            }
            if (System.nanoTime() >= deadline) {
                throw new LockTimeoutException("Another process is migrating this database (" + attempt.holder() + " holds "
                        + file + ") and did not finish within " + request.timeout().toMillis()
                        + " ms; nothing was run. Wait for it, or set a longer lock-timeout", null);
            }
            if (!told) {
                request.waiting().run();
                told = true;
            }
            pause();
        }
    }

    /**
     * Whether another process, or another thread, has it locked at this moment. Changes nothing, and needs no permission
     * to write; where the file cannot even be read, the holder is unknown, and no user of the database has made it.
     */
    static boolean isHeld(String database) throws SQLException {
        Path file = Path.of(database + SUFFIX);
        if (!Files.isReadable(file)) {
            return false;
        }
        if (System.getProperties().putIfAbsent(IN_USE + file, "") != null) {
            return true;
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            return channel.tryLock(LOCKED_BYTE, 1, true) == null;
        } catch (IOException e) {
            throw new SQLException("the lock file " + file + " cannot be read: " + e, e);
        } finally {
            release(file, channel);
        }
    }

    /**
     * What came of trying to lock the file.
     *
     * @param lock null when another process has it locked
     * @param holder who that is
     */
    private record Attempt(MigrationsLockFile lock, String holder) {
    }

    private static Attempt attempt(Path file, Path database, String holder) throws SQLException {
        Object other = System.getProperties().putIfAbsent(IN_USE + file, holder);
        if (other != null) {
            return new Attempt(null, other.equals("") ? "it" : other.toString());
        }
        FileChannel channel = null;
        Attempt attempt = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            shareWithUsersOf(database, file);
            attempt = attempt(file, channel, holder);
            return attempt;
        } catch (AccessDeniedException e) {
            throw new SQLException("the lock file " + file + " cannot be written (" + e + "); give it the owner, the group and"
                    + " the permissions of the database", e);
        } catch (IOException e) {
            throw new SQLException("the lock file " + file + " cannot be used: " + e, e);
        } finally {
            if (attempt == null || attempt.lock() == null) {
                release(file, channel);
            }
        }
    }

    /** Gives the file the owner, group and permissions of the database, as far as this process may. */
    private static void shareWithUsersOf(Path database, Path file) {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        try {
            PosixFileAttributes wanted = Files.readAttributes(database, PosixFileAttributes.class);
            PosixFileAttributes given = view.readAttributes();
            asFarAsAllowed(given.group().equals(wanted.group()), () -> view.setGroup(wanted.group()));
            asFarAsAllowed(given.permissions().equals(wanted.permissions()), () -> view.setPermissions(wanted.permissions()));
            asFarAsAllowed(given.owner().equals(wanted.owner()), () -> view.setOwner(wanted.owner()));
        } catch (IOException e) {
            // the file can be used by this process, which is all that it needs
        }
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    private static void asFarAsAllowed(boolean isAsWanted, Change change) {
        if (!isAsWanted) {
            try {
                change.make();
            } catch (IOException e) {
                // only the owner may change permissions, and only root the owner
            }
        }
    }

    private static Attempt attempt(Path file, FileChannel channel, String holder) throws IOException {
        if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
            return new Attempt(null, readHolder(channel));
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
        return new Attempt(new MigrationsLockFile(file, channel), holder);
    }

    private static String readHolder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(HOLDER_BYTES);
        channel.read(text, 0);
        return text.position() == 0 ? "it" : new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).trim();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockTimeoutException("The thread was interrupted while it waited for another process; nothing was run",
                    e);
        }
    }

    @Override
    public void close() throws SQLException {
        release(file, channel);
    }

    private static void release(Path file, FileChannel channel) throws SQLException {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new SQLException("the lock file " + file + " cannot be closed: " + e, e);
        } finally {
            System.getProperties().remove(IN_USE + file);
        }
    }
}
