package io.quarkiverse.schema.migrations.testing.assertion;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.testing.TestDatabase;
import io.quarkiverse.schema.migrations.testing.schema.Schema;

/** Where assertions begin. To be imported statically, beside AssertJ's own. */
public final class MigrationAssertions {

    private MigrationAssertions() {
    }

    /** On what a database holds. */
    public static DatabaseAssert assertThat(TestDatabase database) {
        return new DatabaseAssert(database == null ? null : database.dataSource());
    }

    /** On what the database that a data source leads to holds. */
    public static DatabaseAssert assertThat(DataSource dataSource) {
        return new DatabaseAssert(dataSource);
    }

    /** On a schema that was read before. */
    public static SchemaAssert assertThat(Schema schema) {
        return new SchemaAssert(schema);
    }

    /** On what is applied and pending. */
    public static MigrationsAssert assertThat(SchemaMigrations migrations) {
        return new MigrationsAssert(migrations);
    }
}
