package io.quarkiverse.schema.migrations.testing;

import java.util.ArrayList;
import java.util.List;

/** Tells two texts apart line by line: what was with a minus, what is with a plus, and what they share around it. */
final class LineDifference {

    private static final int AROUND = 2;

    private LineDifference() {
    }

    static String of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = common(old, now);
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add("  " + old.get(i));
                i++;
                j++;
            } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + old.get(i++));
            } else {
                lines.add("+ " + now.get(j++));
            }
        }
        return shortened(lines);
    }

    /** How many lines the texts share from a line of each to their ends, in order. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j)) ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static String shortened(List<String> lines) {
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < lines.size(); i++) {
            boolean near = lines.subList(Math.max(0, i - AROUND), Math.min(lines.size(), i + AROUND + 1)).stream()
                    .anyMatch(line -> !line.startsWith("  "));
            // the table or view that a changed line belongs to
            boolean heading = !lines.get(i).startsWith("      ") && lines.get(i).length() > 2 && hasChanges(lines, i);
            if (near || heading) {
                text.append(gap ? "  …\n" : "").append(lines.get(i)).append('\n');
            }
            gap = !near && !heading;
        }
        return text.toString();
    }

    private static boolean hasChanges(List<String> lines, int heading) {
        for (int i = heading; i < lines.size() && (i == heading || lines.get(i).length() > 2); i++) {
            if (!lines.get(i).startsWith("  ")) {
                return true;
            }
        }
        return false;
    }
}
