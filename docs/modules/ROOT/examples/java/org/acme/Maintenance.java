package org.acme;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.RunReport;

/** The way back, and out of trouble. */
@ApplicationScoped
public class Maintenance {

    private final SchemaMigrations audit;

    Maintenance(@MigrationSetName("audit") SchemaMigrations audit) {
        this.audit = audit;
    }

    // tag::rollback[]
    PlanReport whatWouldGo() {
        return audit.planRollback(Target.all());
    }

    RunReport back() {
        return audit.rollback(Target.all());
    }
    // end::rollback[]

    // tag::repair[]
    ChangeReport acceptTheScriptsAsTheyAre() {
        return audit.repair();
    }
    // end::repair[]
}
