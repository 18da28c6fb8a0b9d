package io.quarkiverse.schema.migrations.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What to measure, from the properties {@code benchmarks.…} that the module's pom has the defaults of.
 *
 * @param parts which parts
 * @param databases which servers
 * @param variants which applications
 * @param sizes numbers of scripts
 * @param pending how many of them to find pending
 * @param delays what the way to the server adds to a round trip
 * @param rounds how often everybody's turn comes
 * @param largeMegabytes the size of the large script
 */
record Settings(List<Part> parts, List<TestedServer> databases, List<Variant> variants, List<Integer> sizes,
        List<Pending> pending, List<Duration> delays, int rounds, int largeMegabytes) {

    /** What can be measured by itself. */
    enum Part {
        /** Starts of the applications, and their builds. */
        START,
        /** One large script. */
        LARGE,
        /** Replicas that start at once. */
        TOGETHER,
        /** Engines without an application. */
        SQLITE,
        /** Pieces of our engine. */
        MICRO
    }

    /** How many of the scripts a start finds pending. */
    enum Pending {
        ALL,
        NOTHING,
        ONE
    }

    static Settings ofProperties() {
        return new Settings(
                list("parts").stream().map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT))).toList(),
                list("databases").stream().map(name -> TestedServer.valueOf(name.toUpperCase(Locale.ROOT))).toList(),
                list("variants").stream().map(Variant::of).toList(),
                list("sizes").stream().map(Integer::valueOf).toList(),
                list("pending").stream().map(name -> Pending.valueOf(name.toUpperCase(Locale.ROOT))).toList(),
                list("delays").stream().map(delay -> Duration.ofMillis(Long.parseLong(delay))).toList(),
                Integer.getInteger("benchmarks.rounds"), Integer.getInteger("benchmarks.large-megabytes"));
    }

    private static List<String> list(String name) {
        String property = "benchmarks." + name;
        return Arrays.stream(System.getProperty(property, "").split(",")).map(String::strip).filter(text -> !text.isEmpty())
                .toList();
    }

    /** How often to do what takes long: the more there is to do, the less there is left to chance. */
    int rounds(Work work) {
        return switch (work.pending()) {
            case NOTHING, ONE -> work.size() < 10_000 ? rounds : Math.min(rounds, 3);
            case ALL -> Math.min(rounds, work.size() < 1000 ? 5 : work.size() < 10_000 ? 3 : 1);
        };
    }
}
