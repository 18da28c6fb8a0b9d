package io.quarkiverse.schema.migrations.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {

    @TempDir
    Path folder;

    @Test
    void writes_files_and_the_folders_above_them() throws IOException {
        ProjectFiles.write(folder, Map.of("db/migrations/1/up.sql", "select 1;", "db/migrations/1/down.sql", "select 2;\n"));

        assertThat(folder.resolve("db/migrations/1/up.sql")).hasContent("select 1;\n");
        assertThat(folder.resolve("db/migrations/1/down.sql")).hasContent("select 2;\n");
    }

    @Test
    void writes_no_file_where_one_exists() throws IOException {
        Files.writeString(folder.resolve("b.sql"), "mine");

        assertThatThrownBy(() -> ProjectFiles.write(folder, new TreeMap<>(Map.of("a.sql", "1", "b.sql", "2"))))
                .isInstanceOf(IOException.class).hasMessage("b.sql exists already; no file was written");
        assertThat(folder.resolve("a.sql")).doesNotExist();
        assertThat(folder.resolve("b.sql")).hasContent("mine");
    }

    @Test
    void writes_no_file_outside_of_the_folder() {
        assertThatThrownBy(() -> ProjectFiles.write(folder, Map.of("../a.sql", "1")))
                .isInstanceOf(IOException.class).hasMessageContaining("outside");
    }
}
