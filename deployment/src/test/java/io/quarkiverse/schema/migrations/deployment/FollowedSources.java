package io.quarkiverse.schema.migrations.deployment;

import java.util.ServiceLoader;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkus.datasource.runtime.DatabaseSchemaProvider;
import io.quarkus.test.QuarkusDevModeTest;

/** An application in development mode that says which tables and columns it has; {@code kept} holds data to lose. */
final class FollowedSources {

    private FollowedSources() {
    }

    static QuarkusDevModeTest application(String properties) {
        return new QuarkusDevModeTest().withApplicationRoot(jar -> jar
                .addClasses(TestApplication.class, FollowedSources.class, Columns.class)
                .addAsResource(new StringAsset("create table kept (n int); insert into kept values (1);"),
                        "db/migrations/1.up.sql")
                .addAsResource(new StringAsset("drop table kept;"), "db/migrations/1.down.sql")
                .addAsResource(new StringAsset(properties), "application.properties"));
    }

    @Path("/columns")
    public static class Columns {

        @Inject
        DataSource dataSource;

        @GET
        public String columns() throws java.sql.SQLException {
            try (java.sql.Connection connection = dataSource.getConnection()) {
                boolean sqlite = connection.getMetaData().getDatabaseProductName().equals("SQLite");
                return String.join(" ", TestApplication.query(dataSource, sqlite
                        ? "select t.name || '.' || c.name from sqlite_master t, pragma_table_info(t.name) c"
                                + " where t.type = 'table' and t.name not like 'schema_migrations%'"
                                + " and t.name not like 'sqlite%' order by 1"
                        : "select table_name || '.' || column_name from information_schema.columns"
                                + " where table_schema = 'public' and table_name not like 'schema_migrations%' order by 1"));
            }
        }

        @GET
        @Path("add")
        public String add() throws java.sql.SQLException {
            try (java.sql.Connection connection = dataSource.getConnection();
                    java.sql.Statement statement = connection.createStatement()) {
                statement.execute("insert into kept values (2)");
            }
            return rows();
        }

        @GET
        @Path("reset")
        public String reset() {
            ServiceLoader.load(DatabaseSchemaProvider.class, Thread.currentThread().getContextClassLoader())
                    .forEach(provider -> provider.resetDatabase("<default>"));
            return rows();
        }

        @GET
        @Path("rows")
        public String rows() {
            return TestApplication.query(dataSource, "select count(*) from kept").get(0);
        }
    }
}
