package io.quarkiverse.schema.migrations.databases;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Stands between PostgreSQL's driver and a server whose operating system takes no more than 64 KB from a client that the
 * server does not read from: as long as the driver does not take what the server says, nothing of the driver's goes on to
 * the server. How much a real one takes depends on its settings, and may be megabytes.
 */
public final class NarrowProxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket entrance;
    private final URI server;

    private NarrowProxy(ServerSocket entrance, URI server) {
        this.entrance = entrance;
        this.server = server;
    }

    /** Opens a way to a server, given by the URL of a database on it. */
    public static NarrowProxy to(ServerDatabase database) throws IOException {
        ServerSocket entrance = new ServerSocket();
        // of the connections that are accepted, and fixed by that
        entrance.setReceiveBufferSize(BUFFER / 2);
        entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        NarrowProxy proxy = new NarrowProxy(entrance, URI.create(database.url().substring("jdbc:".length())));
        daemon(proxy::accept);
        return proxy;
    }

    /** The database as it is reached this way. */
    public ServerDatabase through(ServerDatabase database) {
        String url = database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + entrance.getLocalPort() + "/");
        return new ServerDatabase(url, database.user(), database.password(), database.name(), database.tablesQuery())
                .with("sslmode=disable&gssEncMode=disable&receiveBufferSize=" + BUFFER + "&sendBufferSize=" + BUFFER);
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                client.setSendBufferSize(BUFFER);
                Socket behind = new Socket(server.getHost(), server.getPort());
                Object way = new Object();
                daemon(() -> pump(client, behind, way, 2));
                daemon(() -> pump(behind, client, way, 0));
            } catch (IOException e) {
                // closed, or the server is gone; the test will notice
            }
        }
    }

    /** @param pause in milliseconds, to let the server say something before it is given more */
    private static void pump(Socket from, Socket to, Object way, int pause) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8 * 1024];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                synchronized (way) {
                    out.write(bytes, 0, count);
                }
                Thread.sleep(pause);
            }
        } catch (IOException | InterruptedException e) {
            // one side has hung up
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "narrow-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
