package io.quarkiverse.schema.migrations.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way from a client to a server, which can be cut. */
final class Cable implements AutoCloseable {

    private final ServerSocket entrance;
    private final URI server;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();

    private Cable(ServerSocket entrance, URI server) {
        this.entrance = entrance;
        this.server = server;
    }

    static Cable to(ServerDatabase database) throws IOException {
        Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                URI.create(database.url().substring("jdbc:".length())));
        daemon(cable::accept);
        return cable;
    }

    /** The database as it is reached this way. */
    ServerDatabase through(ServerDatabase database) {
        return new ServerDatabase(database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + entrance.getLocalPort() + "/"),
                database.user(), database.password(), database.name(), database.tablesQuery());
    }

    /** Ends all connections, and lets no other pass. */
    void cut() throws IOException {
        entrance.close();
        for (Socket end : ends) {
            end.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = entrance.accept();
            Socket far = new Socket(server.getHost(), server.getPort());
            ends.addAll(List.of(client, far));
            daemon(() -> client.getInputStream().transferTo(far.getOutputStream()));
            daemon(() -> far.getInputStream().transferTo(client.getOutputStream()));
        }
    }

    @FunctionalInterface
    private interface Transfer {
        void run() throws IOException;
    }

    private static void daemon(Transfer transfer) {
        Thread thread = new Thread(() -> {
            try {
                transfer.run();
            } catch (IOException e) {
                // one end has hung up
            }
        }, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
