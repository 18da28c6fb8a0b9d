package io.quarkiverse.schema.migrations.dev;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The lines of two texts: those that both have, those that only the first has, and those that only the second has.
 *
 * @param mark a blank, a minus or a plus
 * @param text the line
 */
public record LineDifference(String mark, String text) {

    /** More cells than this are not worth the wait; then all lines of the one come before all of the other. */
    private static final long MOST = 4_000_000;

    static List<LineDifference> between(String before, String after) {
        List<String> a = before.lines().toList();
        List<String> b = after.lines().toList();
        List<LineDifference> lines = new ArrayList<>();
        if ((long) a.size() * b.size() > MOST) {
            a.forEach(line -> lines.add(new LineDifference("-", line)));
            b.forEach(line -> lines.add(new LineDifference("+", line)));
            return lines;
        }
        int[][] common = common(a, b);
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                lines.add(new LineDifference(" ", a.get(i++)));
                j++;
            } else if (j == b.size() || i < a.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new LineDifference("-", a.get(i++)));
            } else {
                lines.add(new LineDifference("+", b.get(j++)));
            }
        }
        return Collections.unmodifiableList(lines);
    }

    /** How many lines are common to what is left of both, from each pair of lines on. */
    private static int[][] common(List<String> a, List<String> b) {
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j)) ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
