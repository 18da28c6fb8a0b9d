package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.schema.migrations.report.RunReport;

class WithoutCdiTest {

    @TempDir
    Path folder;

    @Test
    void the_builder_migrates_a_file_and_finds_nothing_to_do_the_second_time() {
        RunReport first = migrate();
        RunReport second = migrate();

        assertThat(first.done()).extracting(step -> step.id().value()).containsExactly("2026-01-10-0900_authors",
                "2026-02-03-1400_books", "2026-03-01-1000_authors_need_a_country", "2026-04-20-0700_write_ahead_log",
                "9999-end");
        assertThat(second.done()).isEmpty();
    }

    private RunReport migrate() {
        return WithoutCdi.migrate(folder.resolve("library.db").toString(),
                Path.of("modules/ROOT/examples/resources/db/migrations"));
    }
}
