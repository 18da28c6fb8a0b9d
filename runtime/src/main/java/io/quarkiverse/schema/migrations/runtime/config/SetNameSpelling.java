package io.quarkiverse.schema.migrations.runtime.config;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

/**
 * Makes {@code quarkus.schema-migrations."audit-log".target} and {@code quarkus.schema-migrations.audit-log.target} one
 * key.
 * <p>
 * A configuration mapping looks a set's keys up in the spelling that it happens to meet first, and environment variables
 * ({@code QUARKUS_SCHEMA_MIGRATIONS_AUDIT_LOG_TARGET}) only match the one without quotes. Whichever is asked for, the
 * value of the source with the highest ordinal is given.
 */
public final class SetNameSpelling implements ConfigSourceInterceptor, ConfigSourceInterceptorFactory {

    private static final long serialVersionUID = 1L;
    private static final int PRIORITY = Priorities.LIBRARY + 600;

    private static final String START = SetKey.PREFIX + ".";
    private static final String FREELY_NAMED = ".placeholders.";

    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
        return this;
    }

    /** Not an annotation: that would be read, and a class made for it, at every start. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(PRIORITY);
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue asked = context.proceed(name);
        if (!name.startsWith(START)) {
            return asked;
        }
        Optional<String> otherName = otherSpelling(name);
        ConfigValue other = otherName.isPresent() ? context.proceed(otherName.get()) : null;
        boolean isOther = other != null
                && (asked == null || other.getConfigSourceOrdinal() > asked.getConfigSourceOrdinal());
        return isOther ? other.withName(name) : asked;
    }

    /** What is named freely is found by its names, so they are told in both spellings. */
    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new LinkedHashSet<>();
        Iterator<String> known = context.iterateNames();
        while (known.hasNext()) {
            String name = known.next();
            names.add(name);
            if (name.startsWith(START) && name.indexOf(FREELY_NAMED, START.length()) > 0) {
                otherSpelling(name).ifPresent(names::add);
            }
        }
        return names.iterator();
    }

    private static Optional<String> otherSpelling(String name) {
        String rest = name.substring(START.length());
        if (rest.startsWith("\"")) {
            int end = rest.indexOf('"', 1);
            String set = end < 0 ? "" : rest.substring(1, end);
            return set.isEmpty() || set.indexOf('.') >= 0 ? Optional.empty()
                    : Optional.of(START + set + rest.substring(end + 1));
        }
        int dot = rest.indexOf('.');
        return dot < 1 ? Optional.empty() : Optional.of(START + '"' + rest.substring(0, dot) + '"' + rest.substring(dot));
    }
}
