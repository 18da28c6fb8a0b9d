package io.quarkiverse.schema.migrations.postgresql;

import java.util.Map;
import java.util.Optional;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.schema.migrations.MigrationListener;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.report.StepReport;
import io.quarkus.credentials.CredentialsProvider;

/** Knows who migrates the audit log, and tells what is done there. */
@Singleton
@Named("audit-keeper")
@MigrationSetName("audit-log")
class AuditKeeper implements MigrationListener, CredentialsProvider {

    private final Optional<String> user;
    private final Optional<String> password;

    AuditKeeper(@ConfigProperty(name = "audit.user") Optional<String> user,
            @ConfigProperty(name = "audit.password") Optional<String> password) {
        this.user = user;
        this.password = password;
    }

    @Override
    public Map<String, String> getCredentials(String name) {
        return Map.of(USER_PROPERTY_NAME, user.orElseThrow(), PASSWORD_PROPERTY_NAME, password.orElse(""));
    }

    @Override
    public void afterStep(String set, StepReport step) {
        // The console is this application's user interface.
        System.out.println("Kept: " + set + " " + step.id());
    }
}
