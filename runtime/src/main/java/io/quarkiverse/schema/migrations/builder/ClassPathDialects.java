package io.quarkiverse.schema.migrations.builder;

import java.util.List;

import io.quarkiverse.schema.migrations.internal.dialect.Dialects.DialectProvider;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.ConnectorJ;
import io.quarkiverse.schema.migrations.internal.dialect.mysql.MariadbConnector;
import io.quarkiverse.schema.migrations.internal.dialect.postgresql.PostgresqlDialect;
import io.quarkiverse.schema.migrations.internal.dialect.sqlite.SqliteDialect;

/**
 * The dialects for whatever drivers may be on the class path. None of these classes needs its driver to be loaded: a virtual
 * machine links the driver when it runs what uses it, and that is after the driver has made a connection. Where all is linked
 * when the application is built, the build leaves those in whose drivers the application has.
 */
final class ClassPathDialects {

    private ClassPathDialects() {
    }

    static List<DialectProvider> all() {
        return List.of(new SqliteDialect(), new PostgresqlDialect(), new ConnectorJ(), new MariadbConnector());
    }
}
