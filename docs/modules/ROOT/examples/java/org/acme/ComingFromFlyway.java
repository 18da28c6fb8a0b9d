package org.acme;

import java.nio.file.Path;

import javax.sql.DataSource;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.builder.SchemaMigrationsBuilder;
import io.quarkiverse.schema.migrations.report.AdoptionReport;

/** Takes over, without an application, what Flyway has migrated. */
final class ComingFromFlyway {

    private ComingFromFlyway() {
    }

    // tag::adopt[]
    static AdoptionReport takeOver(DataSource dataSource, Path scripts) {
        SchemaMigrations migrations = SchemaMigrationsBuilder.of(dataSource).directory(scripts, "sqlite").build();
        AdoptionReport report = migrations.adopt(Adoption.flyway());
        report.adopted().forEach(System.out::println);
        report.passedOver().forEach(System.out::println);
        return report;
    }
    // end::adopt[]
}
