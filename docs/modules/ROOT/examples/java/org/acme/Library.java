package org.acme;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkiverse.schema.migrations.report.PlannedStep;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Every command, called from code. */
@ApplicationScoped
public class Library {

    // tag::inject[]
    private final SchemaMigrations schemaMigrations;
    private final SchemaMigrations layouts;

    Library(SchemaMigrations schemaMigrations, @MigrationSetName("layouts") SchemaMigrations layouts) {
        this.schemaMigrations = schemaMigrations;
        this.layouts = layouts;
    }
    // end::inject[]

    // tag::status[]
    List<MigrationId> applied() {
        return schemaMigrations.status().idsIn(MigrationState.APPLIED);
    }
    // end::status[]

    // tag::validate[]
    boolean isSound() {
        return schemaMigrations.validate().valid();
    }
    // end::validate[]

    // tag::plan[]
    List<String> nextSql() {
        return layouts.plan(Target.next(1)).steps().stream()
                .map(PlannedStep::statements).flatMap(List::stream).toList();
    }
    // end::plan[]

    // tag::migrate[]
    RunReport firstTwo() {
        return layouts.migrate(Target.id("2_motto"));
    }

    RunReport everything() {
        return layouts.migrate();
    }
    // end::migrate[]
}
