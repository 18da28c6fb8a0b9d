package io.quarkiverse.schema.migrations.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between PostgreSQL's driver and the server, and counts on the wire how often the driver has to wait for an answer:
 * every Sync, every simple query, and the end of COPY's data.
 */
final class CountingProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger roundTrips = new AtomicInteger();

    private CountingProxy(ServerSocket entrance, String host, int port) {
        this.entrance = entrance;
        this.host = host;
        this.port = port;
    }

    /** Opens a way to a server, given by the URL of a database on it. */
    static CountingProxy to(ServerDatabase database) throws IOException {
        URI server = URI.create(database.url().substring("jdbc:".length()));
        CountingProxy proxy = new CountingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server.getHost(),
                server.getPort());
        daemon(proxy::accept);
        return proxy;
    }

    /** The database as it is reached this way. */
    ServerDatabase through(ServerDatabase database) {
        String url = database.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + entrance.getLocalPort() + "/");
        return new ServerDatabase(url, database.user(), database.password(), database.name(), database.tablesQuery())
                .with("sslmode=disable&gssEncMode=disable");
    }

    /** How often it was spoken and waited since the last call. */
    int roundTrips() {
        return roundTrips.getAndSet(0);
    }

    /** Hangs up on both sides in the middle of whatever they do, as when the process of the driver is killed. */
    void cut() throws IOException {
        entrance.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                clients.add(client);
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                daemon(() -> listen(client, server));
                daemon(() -> pump(server, client));
            } catch (IOException e) {
                // closed, or the server is gone; the test will notice
            }
        }
    }

    /** Passes the driver's messages on: the first has a length and no type, the others a type and a length. */
    private void listen(Socket client, Socket server) {
        try (client; server) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
            pass(in, out);
            while (true) {
                out.flush();
                int type;
                do {
                    type = in.readUnsignedByte();
                    out.writeByte(type);
                    pass(in, out);
                } while (in.available() > 0 && type != 'S' && type != 'Q');
                if (type == 'S' || type == 'Q' || type == 'c') {
                    roundTrips.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // one side has hung up
        }
    }

    private static void pass(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        out.writeInt(length);
        out.write(in.readNBytes(length - 4));
    }

    private static void pump(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
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
    public void close() throws IOException {
        entrance.close();
    }
}
