package io.quarkiverse.schema.migrations.builder;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.quarkiverse.schema.migrations.MigrationSource;
import io.quarkiverse.schema.migrations.error.InvalidSourcesException;
import io.quarkiverse.schema.migrations.internal.source.InMemoryMigration;
import io.quarkiverse.schema.migrations.model.Migration;

/** Makes migrations of scripts that are texts, for a {@link MigrationSource} to offer. For one thread. */
public final class ScriptMigrations {

    private final String source;
    private final List<InMemoryMigration> migrations = new ArrayList<>();

    private ScriptMigrations(String source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    /**
     * Begins without any.
     *
     * @param source a word for where they come from; the locations of the scripts begin with it:
     *        {@code <source>:<id>/up.sql}
     */
    public static ScriptMigrations of(String source) {
        return new ScriptMigrations(source);
    }

    /** Adds a migration that cannot be reverted. The script may begin with directives. */
    public ScriptMigrations migration(String id, String up) {
        migrations.add(new InMemoryMigration(id, up));
        return this;
    }

    /** Adds a migration that can be reverted. The scripts may begin with directives. */
    public ScriptMigrations migration(String id, String up, String down) {
        migrations.add(new InMemoryMigration(id, up, down));
        return this;
    }

    /**
     * The migrations, checked and hashed as those of files are, in their order.
     *
     * @throws InvalidSourcesException when something is wrong with them, or an id is given twice
     */
    public List<Migration> list() {
        return InMemoryMigration.scan(source, source, migrations).migrations();
    }
}
