package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds a lock until its standard input ends: {@code file <path>} that of the operating system, if it is free,
 * {@code database <path>} SQLite's for writing.
 */
public final class LockHolder {

    private LockHolder() {
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        if (arguments[0].equals("file")) {
            try (FileChannel channel = FileChannel.open(Path.of(arguments[1]), StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE)) {
                hold(channel.tryLock() == null ? "not free" : "held");
            }
        } else {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[1]);
                    Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                hold("held");
                statement.execute("ROLLBACK");
            }
        }
    }

    private static void hold(String said) throws IOException {
        System.out.println(said);
        System.in.readAllBytes();
    }
}
