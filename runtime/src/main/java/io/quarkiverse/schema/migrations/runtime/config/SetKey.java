package io.quarkiverse.schema.migrations.runtime.config;

import java.util.Objects;

import io.quarkiverse.schema.migrations.model.SetName;

/**
 * A configuration key of a migration set, as people write it.
 *
 * @param set the name of the set
 * @param key the key without prefix and set, for example {@code migrate-at-start}
 */
public record SetKey(String set, String key) {

    /** What all keys begin with. */
    public static final String PREFIX = "quarkus.schema-migrations";

    /** The name of the set whose keys carry no name. */
    public static final String DEFAULT_SET = SetName.DEFAULT;

    public SetKey {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(key, "key");
    }

    /** The full key; a set's name is quoted. */
    @Override
    public String toString() {
        return set.equals(DEFAULT_SET) ? PREFIX + "." + key : PREFIX + ".\"" + set + "\"." + key;
    }
}
