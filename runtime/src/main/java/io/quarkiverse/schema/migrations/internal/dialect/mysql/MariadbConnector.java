package io.quarkiverse.schema.migrations.internal.dialect.mysql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

import org.mariadb.jdbc.client.Completion;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Reader;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.ClosableLock;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.message.ClientMessage;
import org.mariadb.jdbc.message.server.ErrorPacket;
import org.mariadb.jdbc.util.constants.ServerStatus;

/** MariaDB's driver, which lets others send messages of their own. */
public final class MariadbConnector implements MysqlDriver {

    /** For the command, what goes with it, and that the server wants less than the limit. */
    private static final int OVERHEAD = 16;

    @Override
    public String name() {
        return "MariaDB Connector";
    }

    @Override
    public int fetchSize() {
        return 1;
    }

    /** Where rows are handed out as they come, it would take the answer to the next command for a result of this one. */
    @Override
    public void expectNoMoreResults(Connection connection) throws SQLException {
        Context context = connection.unwrap(org.mariadb.jdbc.Connection.class).getContext();
        context.setServerStatus(context.getServerStatus() & ~ServerStatus.MORE_RESULTS_EXISTS);
    }

    @Override
    public void allowMultiStatements(Connection connection) throws SQLException {
        SetOption.ON.send(connection);
    }

    @Override
    public void refuseMultiStatements(Connection connection) throws SQLException {
        SetOption.OFF.send(connection);
    }

    /** The driver knows its own limit only, where it is given one. */
    @Override
    public int limit(Connection connection) throws SQLException {
        Integer own = connection.unwrap(org.mariadb.jdbc.Connection.class).getContext().getConf().maxAllowedPacket();
        try (Statement statement = connection.createStatement();
                ResultSet limit = statement.executeQuery("SELECT @@SESSION.max_allowed_packet")) {
            limit.next();
            return Math.min(limit.getInt(1), own == null ? Integer.MAX_VALUE : own) - OVERHEAD;
        }
    }

    /** The protocol's COM_SET_OPTION; a class of its own, so that the other one can be loaded without the driver. */
    private enum SetOption implements ClientMessage {
        ON,
        OFF;

        private static final int COMMAND = 0x1B;
        private static final int ERROR = 0xFF;
        private static final int BYTE = 0xFF;

        void send(Connection connection) throws SQLException {
            connection.unwrap(org.mariadb.jdbc.Connection.class).getClient().execute(this, true);
        }

        @Override
        public int encode(Writer writer, Context context) throws IOException {
            writer.initPacket();
            writer.writeByte(COMMAND);
            writer.writeShort((short) ordinal());
            writer.flush();
            return 1;
        }

        @Override
        public String description() {
            return "COM_SET_OPTION";
        }

        /** The answer is an EOF or an error; the driver would take an EOF for the head of a result set. */
        @Override
        public Completion readPacket(org.mariadb.jdbc.Statement statement, int fetchSize, long maxRows, int concurrency,
                int type, boolean closeOnCompletion, Reader reader, Writer writer, Context context,
                ExceptionFactory exceptions, ClosableLock lock, boolean traceEnabled, ClientMessage message,
                Consumer<String> redirection) throws IOException, SQLException {
            ReadableByteBuf answer = reader.readReusablePacket(traceEnabled);
            if ((answer.getByte() & BYTE) == ERROR) {
                ErrorPacket error = new ErrorPacket(answer, context);
                throw exceptions.withSql(description()).create(error.getMessage(), error.getSqlState(), error.getErrorCode());
            }
            return null;
        }
    }
}
