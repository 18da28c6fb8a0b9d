package io.quarkiverse.schema.migrations.engine;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a driver and a MySQL or MariaDB, and counts the commands on the wire: each is one round trip. */
final class MysqlCommandCounter implements AutoCloseable {

    private static final int HEADER = 4;
    private static final int QUIT = 1;
    private static final int BYTE = 0xFF;

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final AtomicInteger commands = new AtomicInteger();

    private MysqlCommandCounter(ServerSocket entrance, String host, int port) {
        this.entrance = entrance;
        this.host = host;
        this.port = port;
    }

    /** Opens a way to a server, given by the URL of a database on it. */
    static MysqlCommandCounter to(ServerDatabase database) throws IOException {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        MysqlCommandCounter counter = new MysqlCommandCounter(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                server.getHost(), server.getPort());
        daemon(counter::accept);
        return counter;
    }

    /** The database as it is reached this way. */
    ServerDatabase through(ServerDatabase database) {
        String url = database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + entrance.getLocalPort() + "/");
        return new ServerDatabase(url, database.user(), database.password(), database.name(), database.tablesQuery())
                .with(url.startsWith("jdbc:mysql") ? "sslMode=DISABLED&allowPublicKeyRetrieval=true" : "sslMode=disable");
    }

    /** How many there were since the last call. */
    int commands() {
        return commands.getAndSet(0);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                daemon(() -> listen(client, server));
                daemon(() -> pump(server, client));
            } catch (IOException e) {
                // the entrance is closed
            }
        }
    }

    private void listen(Socket client, Socket server) {
        try (client; server) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            OutputStream out = server.getOutputStream();
            while (true) {
                byte[] header = in.readNBytes(HEADER);
                if (header.length < HEADER) {
                    return;
                }
                byte[] payload = in
                        .readNBytes((header[0] & BYTE) | (header[1] & BYTE) << Byte.SIZE | (header[2] & BYTE) << 2 * Byte.SIZE);
                if (header[HEADER - 1] == 0 && payload[0] != QUIT) {
                    commands.incrementAndGet();
                }
                out.write(header);
                out.write(payload);
                out.flush();
            }
        } catch (IOException e) {
            // one side has hung up
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side has hung up
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "command-counter");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
