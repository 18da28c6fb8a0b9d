package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.CodeMigrationId;
import io.quarkiverse.schema.migrations.MigrationContext;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.report.MigrationState;
import io.quarkus.bootstrap.app.AdditionalDependency;
import io.quarkus.test.QuarkusUnitTest;

class CodeInLibraryTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite().starts()
            // without an index of its own, and nobody asks for one to be made
            .addBootstrapCustomizer(bootstrap -> bootstrap
                    .addAdditionalApplicationArchive(new AdditionalDependency(library(), false, false)));

    private static Path library() {
        Path jar = TestApplication.freshFolder().resolve("billing.jar");
        ShrinkWrap.create(JavaArchive.class, "billing.jar").addClass(FirstInvoice.class)
                .addAsResource(new StringAsset("create table invoice (id int);"), "META-INF/schema-migrations/billing/1.sql")
                .as(ZipExporter.class).exportTo(jar.toFile());
        return jar;
    }

    @CodeMigrationId("2")
    @MigrationSetName("billing")
    public static class FirstInvoice implements CodeMigration {

        @Override
        public void up(MigrationContext context) throws SQLException {
            try (Statement statement = context.connection().createStatement()) {
                statement.execute("insert into invoice values (1)");
            }
        }
    }

    @Inject
    @MigrationSetName("billing")
    SchemaMigrations billing;

    @Test
    void is_found_although_the_library_has_no_index() {
        assertThat(billing.status().idsIn(MigrationState.APPLIED)).extracting(Object::toString).containsExactly("1", "2");
    }
}
