package io.quarkiverse.schema.migrations.internal.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.model.Work;

/** The folders of scripts beside these tests, and short ways to look at what was found in them. */
final class Fixtures {

    static final String LOCATION = "db/migrations";

    private Fixtures() {
    }

    static Path folder(String name) {
        return Path.of("src", "test", "resources", "source", name);
    }

    static SourceRoot application(String name) {
        return SourceRoot.application(folder(name), LOCATION);
    }

    static SourceScan scan(String databaseKind, SourceRoot... roots) {
        return new SourceScanner("shop", databaseKind).scan(List.of(roots));
    }

    static Migration migration(SourceScan scan, String id) {
        return scan.migrations().stream().filter(m -> m.id().value().equals(id)).findFirst().orElseThrow();
    }

    static List<String> ids(SourceScan scan) {
        return scan.migrations().stream().map(m -> m.id().value()).toList();
    }

    static List<String> problems(SourceScan scan) {
        return scan.problems().stream().map(SourceProblem::toString).toList();
    }

    static String text(Work work) {
        try (InputStream in = ((Script) work).text().open(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            in.transferTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
