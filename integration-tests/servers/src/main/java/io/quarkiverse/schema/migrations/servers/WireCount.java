package io.quarkiverse.schema.migrations.servers;

import java.util.concurrent.atomic.AtomicInteger;

/** Follows the messages of one connection to a server, and counts those that something has to be waited for. */
abstract class WireCount {

    private static final int BYTE = 0xFF;

    private final byte[] head = new byte[5];
    private int headRead;
    private long bodyLeft;

    /**
     * @param protocol of JDBC's URL
     * @param roundTrips raised for every message that is followed by waiting
     * @param statements raised for every message that has something executed
     */
    static WireCount of(String protocol, AtomicInteger roundTrips, AtomicInteger statements) {
        return protocol.equals("postgresql") ? new OfPostgresql(roundTrips, statements) : new OfMysql(roundTrips, statements);
    }

    /** Whether so much of a message is its whole head. */
    abstract boolean isHead(byte[] head, int length);

    /** Counts a message, and says how long its rest is. */
    abstract long count(byte[] head);

    /** Sees the next bytes, wherever the messages among them begin and end. */
    final void see(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            if (bodyLeft > 0) {
                int skipped = (int) Math.min(bodyLeft, length - at);
                bodyLeft -= skipped;
                at += skipped;
            } else {
                head[headRead++] = bytes[at++];
                if (isHead(head, headRead)) {
                    headRead = 0;
                    bodyLeft = count(head);
                }
            }
        }
    }

    /** Five bytes, type and length; the first message has no type. */
    private static final class OfPostgresql extends WireCount {

        private static final int LENGTH = 4;

        private final AtomicInteger roundTrips;
        private final AtomicInteger statements;
        private boolean started;

        OfPostgresql(AtomicInteger roundTrips, AtomicInteger statements) {
            this.roundTrips = roundTrips;
            this.statements = statements;
        }

        @Override
        boolean isHead(byte[] head, int length) {
            return length == (started ? LENGTH + 1 : LENGTH);
        }

        @Override
        long count(byte[] head) {
            if (!started) {
                started = true;
                return length(head, 0);
            }
            switch (head[0]) {
                case 'E' -> statements.incrementAndGet();
                case 'S', 'c' -> roundTrips.incrementAndGet();
                case 'Q' -> {
                    statements.incrementAndGet();
                    roundTrips.incrementAndGet();
                }
                default -> {
                    // waits for nothing by itself
                }
            }
            return length(head, 1);
        }

        private static long length(byte[] head, int from) {
            long length = 0;
            for (int i = from; i < from + LENGTH; i++) {
                length = length << Byte.SIZE | head[i] & BYTE;
            }
            return length - LENGTH;
        }
    }

    /** Three bytes of the length, the place in the exchange, and the command unless the message is empty. */
    private static final class OfMysql extends WireCount {

        private static final int PLACE = 3;
        private static final int COMMAND = 4;
        private static final int QUIT = 1;
        private static final int QUERY = 3;
        private static final int EXECUTE = 0x17;

        private final AtomicInteger roundTrips;
        private final AtomicInteger statements;

        OfMysql(AtomicInteger roundTrips, AtomicInteger statements) {
            this.roundTrips = roundTrips;
            this.statements = statements;
        }

        @Override
        boolean isHead(byte[] head, int length) {
            return length > COMMAND || length == COMMAND && length(head) == 0;
        }

        @Override
        long count(byte[] head) {
            if (length(head) == 0) {
                return 0;
            }
            // what follows in an exchange is the login, or the rest of something long
            if (head[PLACE] == 0 && head[COMMAND] != QUIT) {
                roundTrips.incrementAndGet();
                if (head[COMMAND] == QUERY || head[COMMAND] == EXECUTE) {
                    statements.incrementAndGet();
                }
            }
            return length(head) - 1;
        }

        private static long length(byte[] head) {
            return (head[0] & BYTE) | (head[1] & BYTE) << Byte.SIZE | (head[2] & BYTE) << 2 * Byte.SIZE;
        }
    }
}
