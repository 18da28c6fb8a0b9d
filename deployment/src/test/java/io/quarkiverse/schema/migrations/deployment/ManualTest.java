package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;
import io.quarkiverse.schema.migrations.model.Migration;

/** What the manual shows of the build, which its own module knows nothing of. */
class ManualTest {

    private static final Path EXAMPLES = Path.of("../docs/modules/ROOT/examples");

    @TempDir
    Path output;

    @Test
    void shows_what_the_build_says_of_a_lock_file() throws IOException {
        Path scenario = EXAMPLES.resolve("scenarios/lock-file");
        SetLockFile lockFile = new SetLockFile("<default>", "migrations.lock", scenario.resolve("migrations.lock"), Set.of());
        List<Migration> migrations = new SourceScanner("<default>", "sqlite")
                .scan(List.of(SourceRoot.application(scenario.resolve("now"), "db/migrations"))).migrations();

        assertThatThrownBy(() -> lockFile.check(migrations)).isInstanceOf(InvalidSourcesException.class)
                .hasMessage(Files.readString(EXAMPLES.resolve("messages/lock-file.txt")).strip());
    }

    @Test
    void shows_a_lock_file_as_it_is_written() throws IOException {
        String shown = Files.readString(EXAMPLES.resolve("scenarios/lock-file/migrations.lock"));

        assertThat(new LockFileReader("migrations.lock", "").read(shown).text()).isEqualTo(shown);
    }

    @Test
    void shows_build_steps_that_compile() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(errors, files, null,
                    List.of("-proc:none", "-classpath", System.getProperty("java.class.path"), "-d", output.toString()), null,
                    files.getJavaFileObjects(EXAMPLES.resolve("extension/org/acme/mail/deployment/MailProcessor.java")))
                    .call();
            assertThat(compiled).as(errors.toString()).isTrue();
        }
    }
}
