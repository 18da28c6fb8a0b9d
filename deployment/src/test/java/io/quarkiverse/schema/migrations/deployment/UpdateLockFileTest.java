package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class UpdateLockFileTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestApplication.onSqlite()
            .script("db/migrations/1/up.sql", "create table a (id int);")
            .script("db/migrations/1/down.sql", "drop table a;")
            .config("quarkus.schema-migrations.lock-file",
                    TestApplication.freshFile("migrations.lock", "what it said\n").toString())
            .config("quarkus.schema-migrations.update-lock-file", "true")
            .starts();

    @Inject
    @ConfigProperty(name = "quarkus.schema-migrations.lock-file")
    Path lockFile;

    @Test
    void writes_the_file_anew_whatever_it_said() throws IOException {
        assertThat(Files.readString(lockFile)).isEqualTo(
                """
                        # Migrations and the checksums of their up and down scripts. Commit this file; the build holds the scripts against it.
                        # A merge conflict? Keep the lines of both sides, give the migration that nobody has yet an id after all others,
                        # and build once with update-lock-file=true.
                        1	bd13f35d034681973ca6b5d77e1e0e86f86a071ee88c62d03ab4da576abb4a21	8acf06eeb05ff67c8bd5a6bb2c93023ebe3714498cb21e4e293c8b94baaeb954
                        """);
    }
}
