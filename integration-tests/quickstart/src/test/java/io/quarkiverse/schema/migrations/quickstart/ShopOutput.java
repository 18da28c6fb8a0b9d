package io.quarkiverse.schema.migrations.quickstart;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads what the shop prints. */
final class ShopOutput {

    private static final Pattern APPLIED = Pattern.compile(" +\\d+\\.\\d ms  (\\S+)");
    private static final Pattern BEST_SELLER = Pattern.compile(" +(.{20}) .{10} +(\\d+) sold +\\d+\\.\\d\\d EUR");

    private ShopOutput() {
    }

    static List<String> appliedIds(List<String> lines) {
        return matches(APPLIED, lines).stream().map(m -> m.group(1)).toList();
    }

    static List<String> bestSellers(List<String> lines) {
        return matches(BEST_SELLER, lines).stream().map(m -> m.group(1).strip() + " " + m.group(2)).toList();
    }

    private static List<MatchResult> matches(Pattern pattern, List<String> lines) {
        return lines.stream().flatMap(line -> pattern.matcher(line).results()).toList();
    }
}
