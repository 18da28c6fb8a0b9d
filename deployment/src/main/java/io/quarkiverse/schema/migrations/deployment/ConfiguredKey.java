package io.quarkiverse.schema.migrations.deployment;

import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.smallrye.config.NameIterator;

/**
 * A key under our prefix that someone has configured.
 *
 * @param name the name as it stands in the source, profile included
 * @param set the name of the set that it seems to be about
 * @param key what is left
 * @param source where it stands, as the configuration knows it
 */
record ConfiguredKey(String name, String set, String key, String source) {

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");

    /** Reads a property name; empty when it is none of ours. */
    static Optional<ConfiguredKey> of(String property, String source) {
        String name = INDEX.matcher(withoutProfile(property)).replaceFirst("");
        String start = SetKey.PREFIX + ".";
        // an asterisk stands for every set, in the defaults that Quarkus makes of our own interfaces
        if (!name.startsWith(start) || name.length() == start.length() || name.startsWith(start + "*")) {
            return Optional.empty();
        }
        NameIterator segments = new NameIterator(name, SetKey.PREFIX.length());
        String first = segments.getNextSegment();
        segments.next();
        return Optional.of(segments.hasNext()
                ? new ConfiguredKey(property, first, name.substring(segments.getPosition() + 1), source)
                : new ConfiguredKey(property, SetKey.DEFAULT_SET, first, source));
    }

    private static String withoutProfile(String property) {
        int dot = property.indexOf('.');
        return property.startsWith("%") && dot > 0 ? property.substring(dot + 1) : property;
    }

    /** Whether it is about a set that is given by name. */
    boolean isOfNamedSet() {
        return !set.equals(SetKey.DEFAULT_SET);
    }

    /** The key and where it stands, for messages. */
    @Override
    public String toString() {
        String place = source.replaceFirst("^\\w*ConfigSource\\[source=(.*)]$", "$1");
        return "'" + name + "' (" + place + ")";
    }
}
