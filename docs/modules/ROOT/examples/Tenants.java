package org.acme;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.SchemasFailedException;
import io.quarkiverse.schema.migrations.report.MigrationState;

/** The manual shows parts of this. */
@ApplicationScoped
public class Tenants {

    private final SchemaMigrations migrations;

    public Tenants(SchemaMigrations migrations) {
        this.migrations = migrations;
    }

    // tag::comes[]
    /** A tenant comes while the application runs. */
    public void comes(String schema) {
        migrations.inSchema(schema).migrate();
    }
    // end::comes[]

    // tag::behind[]
    /** The tenants that something is pending for. */
    public List<String> behind() {
        return migrations.status().bySchema().entrySet().stream()
                .filter(status -> !status.getValue().idsIn(MigrationState.PENDING).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
    // end::behind[]

    // tag::broken[]
    /** Migrates all tenants; those that are left need somebody's attention. */
    public List<String> broken() {
        try {
            migrations.migrate();
            return List.of();
        } catch (SchemasFailedException e) {
            return List.copyOf(e.failures().keySet());
        }
    }
    // end::broken[]
}
