package io.quarkiverse.schema.migrations.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between applications and a server and counts on the wire what they ask for. It can keep everything they send for a
 * while, as a longer cable would, and it can be cut.
 */
public final class CountingProxy implements AutoCloseable {

    private static final int CHUNK = 8192;
    /** As much as may be on its way. */
    private static final int CHUNKS = 256;

    private final ServerSocket entrance;
    private final Database database;
    private final Duration delay;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicInteger statements = new AtomicInteger();

    /**
     * What was asked for.
     *
     * @param connections how many were opened
     * @param roundTrips how often somebody had to wait for an answer, logging in left out
     * @param statements how many messages had something executed
     */
    public record Count(int connections, int roundTrips, int statements) {

        /** What this has more than another. */
        public Count over(Count other) {
            return new Count(connections - other.connections, roundTrips - other.roundTrips, statements - other.statements);
        }
    }

    private record Chunk(byte[] bytes, long due) {
    }

    private CountingProxy(ServerSocket entrance, Database database, Duration delay) {
        this.entrance = entrance;
        this.database = database;
        this.delay = delay;
    }

    /** Opens a way to a database that is as long as the straight one. */
    public static CountingProxy to(Database database) {
        return to(database, Duration.ZERO);
    }

    /**
     * Opens a way to a database.
     *
     * @param delay what it adds to every round trip
     */
    public static CountingProxy to(Database database, Duration delay) {
        try {
            CountingProxy proxy = new CountingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), database, delay);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database as it is reached this way: without encryption, so that there is something to count. */
    public Database database() {
        String parameters = switch (protocol()) {
            case "postgresql" -> "sslmode=disable&gssEncMode=disable";
            case "mysql" -> "sslMode=DISABLED&allowPublicKeyRetrieval=true";
            default -> "sslMode=disable";
        };
        String url = database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + entrance.getLocalPort() + "/");
        return new Database(url + (url.contains("?") ? "&" : "?") + parameters, database.user(), database.password());
    }

    /** What there was since the last call. */
    public Count count() {
        return new Count(connections.getAndSet(0), roundTrips.getAndSet(0), statements.getAndSet(0));
    }

    /** Hangs up on both sides in the middle of whatever they do, as when one of them is killed, and lets no other pass. */
    public void cut() {
        try {
            entrance.close();
            for (Socket end : ends) {
                end.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String protocol() {
        return server().getScheme();
    }

    private URI server() {
        return URI.create(database.url().substring("jdbc:".length()));
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                connections.incrementAndGet();
                Socket server = new Socket(server().getHost(), server().getPort());
                ends.addAll(List.of(client, server));
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                BlockingQueue<Chunk> cable = new ArrayBlockingQueue<>(CHUNKS);
                daemon(() -> listen(client, cable));
                daemon(() -> deliver(cable, server));
                daemon(() -> pass(server, client));
            } catch (IOException e) {
                // the entrance is closed, or the server is gone: whoever connects will notice
            }
        }
    }

    private void listen(Socket client, BlockingQueue<Chunk> cable) {
        WireCount count = WireCount.of(protocol(), roundTrips, statements);
        try {
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[CHUNK];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                count.see(buffer, length);
                byte[] bytes = new byte[length];
                System.arraycopy(buffer, 0, bytes, 0, length);
                put(cable, bytes);
            }
        } catch (IOException e) {
            // the application has hung up
        } finally {
            put(cable, new byte[0]);
        }
    }

    private void put(BlockingQueue<Chunk> cable, byte[] bytes) {
        try {
            cable.put(new Chunk(bytes, System.nanoTime() + delay.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An empty chunk is the last. */
    private static void deliver(BlockingQueue<Chunk> cable, Socket server) {
        try (server) {
            OutputStream out = server.getOutputStream();
            for (Chunk chunk = cable.take(); chunk.bytes.length > 0; chunk = cable.take()) {
                for (long rest = chunk.due - System.nanoTime(); rest > 0; rest = chunk.due - System.nanoTime()) {
                    LockSupport.parkNanos(rest);
                }
                out.write(chunk.bytes);
            }
        } catch (IOException e) {
            // the server has hung up, and the application hears of it from the other direction
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(Socket server, Socket client) {
        try (server; client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // one side has hung up
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "counting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
