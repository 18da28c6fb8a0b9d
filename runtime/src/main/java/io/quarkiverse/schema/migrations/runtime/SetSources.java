package io.quarkiverse.schema.migrations.runtime;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.schema.migrations.CodeMigration;
import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.MergedSources;
import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkiverse.schema.migrations.internal.source.SourceScanner;
import io.quarkiverse.schema.migrations.model.Code;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.VisibleText;
import io.quarkiverse.schema.migrations.runtime.config.MigrationSetRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SchemaMigrationsRuntimeConfig;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Finds out where the migrations of sets come from in the application as it was started. */
final class SetSources {

    private static final String DIRECTORIES = "directories";

    private final SchemaMigrationsRuntimeConfig config;
    private final ClassLoader application;

    /**
     * @param application has what the build found; a command may be called from a thread whose context class loader is
     *        another one
     */
    SetSources(SchemaMigrationsRuntimeConfig config, ClassLoader application) {
        this.config = config;
        this.application = application;
    }

    /** The configuration of a set. */
    MigrationSetRuntimeConfig settings(MigrationSet set) {
        return config.sets().get(set.name());
    }

    /** Whether the configuration adds directories to what the build knows of a set. */
    boolean hasDirectories(MigrationSet set) {
        return settings(set).directories().isPresent();
    }

    /**
     * The sources of a set; none of them is asked yet.
     *
     * @throws ConfigurationException when a directory's name cannot be one
     */
    List<MigrationSource> of(MigrationSet set) {
        List<MigrationSource> sources = new ArrayList<>();
        sources.add(new IndexSource(set, application));
        Optional<List<String>> names = settings(set).directories();
        if (names.isPresent()) {
            List<SourceRoot> directories = names.get().stream().map(name -> directory(set, name)).distinct().toList();
            sources.add(() -> new SourceScanner(set.name(), set.databaseKind()).scan(directories).migrations());
        }
        sources.addAll(SourceBean.of(set));
        return sources;
    }

    private static SourceRoot directory(MigrationSet set, String name) {
        try {
            return SourceRoot.directory(set.directory(name));
        } catch (InvalidPathException e) {
            SetKey key = new SetKey(set.name(), DIRECTORIES);
            throw new ConfigurationException("The value of '" + key + "' is wrong: " + VisibleText.of(e.getMessage())
                    + ". Name directories."
                    + " Names beyond ASCII need a locale that is UTF-8: set the environment variable LC_ALL to C.UTF-8.",
                    e, Set.of(key.toString()));
        }
    }

    /**
     * Looks at what only a start can look at.
     *
     * @throws io.quarkiverse.schema.migrations.error.InvalidSourcesException with all that is wrong
     */
    void check(MigrationSet set) {
        List<MigrationSource> sources = of(set);
        if (sources.size() > 1) {
            new MergedSources(set.name(), sources).migrations();
        }
    }

    /**
     * A bean that adds migrations to a set. It is made when it is asked for the first time.
     *
     * @param handle the bean
     */
    private record SourceBean(InstanceHandle<MigrationSource> handle) implements MigrationSource {

        /** The beans of a set that are in use. */
        static List<SourceBean> of(MigrationSet set) {
            List<SourceBean> beans = new ArrayList<>();
            for (InstanceHandle<MigrationSource> handle : Arc.container().select(MigrationSource.class, Any.Literal.INSTANCE)
                    .handles()) {
                SourceBean bean = new SourceBean(handle);
                if (bean.set().equals(set.name()) && handle.getBean().isActive()) {
                    beans.add(bean);
                }
            }
            return beans;
        }

        private String set() {
            return handle.getBean().getQualifiers().stream()
                    .filter(MigrationSetName.class::isInstance)
                    .map(qualifier -> ((MigrationSetName) qualifier).value())
                    .findAny().orElse(SetKey.DEFAULT_SET);
        }

        @Override
        public List<Migration> migrations() {
            return handle.get().migrations();
        }

        @Override
        public Optional<CodeMigration> code(MigrationId id, Code code) {
            return handle.get().code(id, code);
        }

        @Override
        public String name() {
            return handle.getBean().getBeanClass().getName();
        }
    }
}
