package io.quarkiverse.schema.migrations.deployment;

import io.quarkiverse.schema.migrations.runtime.config.SetKey;

/** The class path location of a set's index. */
final class IndexName {

    private static final String FOLDER = "META-INF/quarkus-schema-migrations/";

    private IndexName() {
    }

    /**
     * Names are any text, and class path locations had better be plain; file systems may not tell upper case from lower
     * case. So what is no lower-case letter, digit or hyphen becomes its code point between underscores.
     */
    static String of(String set) {
        StringBuilder name = new StringBuilder(FOLDER);
        if (set.equals(SetKey.DEFAULT_SET)) {
            return name.append("_default.index").toString();
        }
        set.codePoints().forEach(c -> {
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-') {
                name.appendCodePoint(c);
            } else {
                name.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return name.append(".index").toString();
    }
}
