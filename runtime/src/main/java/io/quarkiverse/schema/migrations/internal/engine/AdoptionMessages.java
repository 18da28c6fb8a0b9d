package io.quarkiverse.schema.migrations.internal.engine;

import java.time.Duration;
import java.util.Locale;

import io.quarkiverse.schema.migrations.Adoption;
import io.quarkiverse.schema.migrations.internal.adopt.ForeignTable;

/** What there is to say when another tool's history is found, or is not. */
final class AdoptionMessages {

    private static final String DEFAULT_SET = "<default>";
    private static final String PREFIX = "quarkus.schema-migrations.";

    private AdoptionMessages() {
    }

    /** A history that nobody has spoken of. */
    static String found(String set, ForeignTable history) {
        String key = PREFIX + (set.equals(DEFAULT_SET) ? "" : '"' + set + "\".") + "adopt";
        return history.tool().title() + " has kept the history of a schema in the table '" + history.table() + "': set " + key
                + '=' + word(history.tool()) + " to take it over (adopt(Adoption." + word(history.tool())
                + "()) of the builder),"
                + " or " + key + "=ignore if that schema is not this set's (ignoreOtherTools() of the builder)";
    }

    static String oneOfSeveral(ForeignTable history) {
        return "'" + history.table() + "': name it with adopt-table=" + history.table() + " if it is the one to take over";
    }

    static String notFound(Adoption adoption) {
        return "the database has no " + adoption.table().map(table -> "table '" + table + "' with a history of ")
                .orElse("table of ") + adoption.tool().title()
                + " in the schema of the history table or in the connection's own: name it with adopt-table=<schema>.<table>";
    }

    static String atWork(ForeignTable history, Duration timeout) {
        return history.tool().title() + " is migrating '" + history.table() + "', and was not done after " + timeout.toMillis()
                + " ms; nothing was run. Wait for it, or set a longer lock-timeout";
    }

    private static String word(Adoption.Tool tool) {
        return tool.name().toLowerCase(Locale.ROOT);
    }
}
