package io.quarkiverse.schema.migrations.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.internal.source.MigrationIndex;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.SourceProblem;

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
        ApplicationResources resources = new ApplicationResources(application);
        try (InputStream index = resources.open(set.index())) {
            return MigrationIndex.read(index, location -> () -> resources.open(location));
        } catch (IOException e) {
            throw new InvalidSourcesException(set.name(), List.of(new SourceProblem(set.index(), e.getMessage())));
        }
    }

    @Override
    public Optional<CodeMigration> code(MigrationId id, Code code) {
        return CodeBean.of(code).map(CodeMigration.class::cast);
    }
}
