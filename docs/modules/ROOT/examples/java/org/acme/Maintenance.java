package org.acme;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.report.ChangeReport;
import io.quarkiverse.schema.migrations.report.PlanReport;
import io.quarkiverse.schema.migrations.report.RunReport;

/** Rolls back and repairs. */
@ApplicationScoped
public class Maintenance {

    private final SchemaMigrations audit;

    Maintenance(@MigrationSetName("audit") SchemaMigrations audit) {
        this.audit = audit;
    }

    // tag::rollback[]
    PlanReport rollbackPlan() {
        return audit.planRollback(Target.all());
    }

    RunReport rollback() {
        return audit.rollback(Target.all());
    }
    // end::rollback[]

    // tag::repair[]
    ChangeReport acceptChangedScripts() {
        return audit.repair();
    }
    // end::repair[]
}
