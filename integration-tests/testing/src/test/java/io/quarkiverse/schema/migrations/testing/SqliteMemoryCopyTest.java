package io.quarkiverse.schema.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class SqliteMemoryCopyTest extends CopyContract {

    @Override
    On database() {
        return On.SQLITE_IN_MEMORY;
    }

    @Override
    String kind() {
        return "sqlite";
    }

    /** The folders of other test runs on this machine may come and go. */
    @Override
    List<String> databases() {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return folders.map(Path::toString).filter(name -> name.contains("schema-migrations-")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
