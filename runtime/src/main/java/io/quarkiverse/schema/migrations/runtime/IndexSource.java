package io.quarkiverse.schema.migrations.runtime;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SourceProblem;
import io.quarkiverse.schema.migrations.runtime.internal.source.MigrationIndex;

/** The migrations that the build has found. Nothing is kept: the index is read for a command, a script when it runs. */
final class IndexSource implements MigrationSource {

    private final MigrationSet set;
    private final ClassLoader application;

    /**
     * @param application where the index and the scripts are; a command may be called from a thread that knows nothing of
     *        them
     */
    IndexSource(MigrationSet set, ClassLoader application) {
        this.set = set;
        this.application = application;
    }

    @Override
    public List<Migration> migrations() {
        try (InputStream index = open(set.index())) {
            return MigrationIndex.read(index, location -> () -> open(location));
        } catch (IOException e) {
            throw new InvalidSourcesException(set.name(), List.of(new SourceProblem(set.index(), e.getMessage())));
        }
    }

    @Override
    public Optional<CodeMigration> code(MigrationId id, Code code) {
        return CodeBean.of(code).map(CodeMigration.class::cast);
    }

    private InputStream open(String location) throws IOException {
        InputStream stream = application.getResourceAsStream(location);
        if (stream == null) {
            throw new FileNotFoundException(location + " was there when the application was built and is missing now;"
                    + " build the application again");
        }
        return stream;
    }
}
