package io.quarkiverse.schema.migrations.runtime.config;

import java.util.List;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What is settled for one migration set when the application is built. */
@ConfigGroup
public interface MigrationSetBuildTimeConfig {

    /**
     * Whether the set is part of the application.
     * <p>
     * Given without the name of a set, it is about the whole extension: with {@code false} nothing is scanned, no bean is
     * made, and no database is touched.
     */
    @WithDefault("true")
    @WithConverter(StrictBooleanConverter.class)
    boolean enabled();

    /**
     * The class path folders that hold the scripts of the set, searched in the application and in all its dependencies.
     * <p>
     * {@code {db-kind}} stands for the kind of the datasource: with {@code db/migrations/{db-kind}} a PostgreSQL
     * datasource uses the scripts in {@code db/migrations/postgresql}. A folder that is named here must hold at least one
     * migration; where nothing is named, an empty folder costs nothing.
     */
    @ConfigDocDefault("db/migrations, or db/set-name/migrations for a named set; a library's set: where the library has it")
    Optional<List<String>> locations();

    /**
     * The name of the datasource that the set migrates; {@code <default>} is the default one.
     */
    @ConfigDocDefault("the datasource named like the set, or else the default datasource; a library's set: the default datasource")
    Optional<String> datasource();

    /**
     * A file in the project that records the ids of the migrations and the checksums of their scripts, one line per
     * migration; relative to the directory of the project. Commit it.
     * <p>
     * Development mode adds new migrations to it, and keeps the line of the newest one up to date while that is being
     * edited. Any other build, a test's included, fails when a recorded migration has changed or is gone, when a new one
     * is ordered before a recorded one, or when one is not recorded.
     */
    Optional<String> lockFile();

    /**
     * Whether the build overwrites the lock file.
     */
    @WithDefault("false")
    @WithConverter(StrictBooleanConverter.class)
    boolean updateLockFile();
}
