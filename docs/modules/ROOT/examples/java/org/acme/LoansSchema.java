package org.acme;

import java.nio.file.Path;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;

public final class LoansSchema {

    private LoansSchema() {
    }

    /** Has been called by the product's users since its first release. */
    public static void migrate(DataSource dataSource, Path scripts) {
        SchemaMigrationsBuilder.of(dataSource)
                .set("loans")
                .directory(scripts, "sqlite")
                .adopt(Adoption.switchy("__loans_migrations"))
                .build()
                .migrate();
    }
}
