package io.quarkiverse.schema.migrations.testing.host;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.logging.Logger;

import javax.sql.DataSource;

/** A new connection each time, from whichever driver knows the URL. */
final class DriverDataSource implements DataSource {

    private final String url;
    private final String user;
    private final String password;
    /** Found when the first connection is made: a search opens every jar of the class path. */
    private volatile Driver known;

    DriverDataSource(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    Login login() {
        return Login.of(url, user, password);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return getConnection(user, password);
    }

    /** Not by the driver manager, which knows nothing of the class loaders of a Quarkus test. */
    @Override
    public Connection getConnection(String otherUser, String itsPassword) throws SQLException {
        Properties login = new Properties();
        if (!otherUser.isEmpty()) {
            login.put("user", otherUser);
            login.put("password", itsPassword);
        }
        if (known == null) {
            known = find();
        }
        return known.connect(url, login);
    }

    private Driver find() throws SQLException {
        for (Driver driver : ServiceLoader.load(Driver.class, DriverDataSource.class.getClassLoader())) {
            if (driver.acceptsURL(url)) {
                return driver;
            }
        }
        String[] parts = url.split(":", 3);
        throw new SQLException("No driver on the class path knows URLs that begin with " + parts[0] + ":"
                + (parts.length > 1 ? parts[1] + ":" : "") + "; add the driver's artifact to the test's dependencies");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
