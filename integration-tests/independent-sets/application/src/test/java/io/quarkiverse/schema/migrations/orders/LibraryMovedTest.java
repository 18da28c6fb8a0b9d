package io.quarkiverse.schema.migrations.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.schema.migrations.audit.AuditTrail;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(LibraryMovedTest.AuditInTheArchive.class)
class LibraryMovedTest {

    public static class AuditInTheArchive extends OwnDatabase {
        @Override
        Map<String, String> keys() {
            return Map.of("quarkus.schema-migrations.\"audit\".datasource", "archive");
        }
    }

    @Inject
    DataSource dataSource;

    @Inject
    @io.quarkus.agroal.DataSource("archive")
    DataSource archive;

    @Test
    void a_library_has_its_schema_in_the_datasource_that_the_application_chooses() throws SQLException {
        assertThat(Databases.tables(archive)).containsExactly("audit_entry", "schema_migrations_history_audit");
        assertThat(Databases.tables(dataSource)).containsExactly("billing_order", "orders", "schema_migrations_history",
                "schema_migrations_history_billing");

        AuditTrail trail = new AuditTrail(archive);
        trail.add("Ada", "looked around");
        assertThat(trail.entries()).containsExactly("Ada looked around");
    }
}
