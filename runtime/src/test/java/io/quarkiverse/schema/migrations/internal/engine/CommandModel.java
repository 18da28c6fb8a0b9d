package io.quarkiverse.schema.migrations.internal.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

import io.quarkiverse.schema.migrations.Policies;

/**
 * What the commands should do, said as simply as it can be: one row per migration, and a set of tables. Migrations
 * may be applied out of order, and changed ones are only warned of.
 */
final class CommandModel {

    static final Policies POLICIES = Policies.DEFAULT.with(Policies.OutOfOrder.ALLOW).with(Policies.Modified.WARN)
            .with(Policies.Missing.WARN);

    private final Map<Integer, Row> rows = new TreeMap<>();
    private final TreeSet<String> tables = new TreeSet<>();
    private final IntPredicate stepwise;
    private int order;

    private static final class Row {
        String state;
        int order;
    }

    /** @param stepwise which migrations run statement by statement, so that they can fail halfway */
    CommandModel(IntPredicate stepwise) {
        this.stepwise = stepwise;
    }

    List<String> states() {
        return rows.entrySet().stream().map(row -> row.getKey() + " " + row.getValue().state + " up").toList();
    }

    List<String> tables() {
        return List.copyOf(tables);
    }

    private String state(int number) {
        return rows.containsKey(number) ? rows.get(number).state : "none";
    }

    /** Whether the command does what it is asked to. */
    boolean play(Move move) {
        return switch (move.command()) {
            case MIGRATE -> migrate(move, pending(move, n -> true));
            case MIGRATE_TO -> move.number() <= move.release() && migrate(move, pending(move, n -> n <= move.number()));
            case MIGRATE_NEXT -> migrate(move, limited(pending(move, n -> true), move.number()));
            case ROLLBACK_LAST -> rollback(limited(newestFirst(), move.number()));
            case ROLLBACK_TO -> isTaken(move.number()) && rollback(above(move.number()));
            case ROLLBACK_ALL -> rollback(newestFirst());
            case REDO -> redo(move);
            case REPAIR -> repair();
            case RESOLVE_APPLIED -> resolve(move.number(), "applied");
            case RESOLVE_NOT_APPLIED -> resolve(move.number(), "rolled back");
            case BASELINE -> move.number() <= move.release() && baseline(move.number());
        };
    }

    private List<Integer> pending(Move move, IntPredicate wanted) {
        List<Integer> pending = new ArrayList<>();
        for (int n = 1; n <= move.release(); n++) {
            if (!state(n).equals("applied") && wanted.test(n)) {
                pending.add(n);
            }
        }
        return pending;
    }

    private static List<Integer> limited(List<Integer> all, int count) {
        return all.subList(0, Math.min(count, all.size()));
    }

    private boolean migrate(Move move, List<Integer> numbers) {
        if (rows.entrySet().stream().anyMatch(row -> row.getValue().state.equals("failed") && row.getKey() > move.release())) {
            return false;
        }
        for (int n : numbers) {
            if (!apply(n, move.failing())) {
                return false;
            }
        }
        return true;
    }

    private boolean apply(int number, int failing) {
        boolean fails = number == failing;
        if (fails && !stepwise.test(number)) {
            return false;
        }
        Row row = rows.computeIfAbsent(number, n -> new Row());
        if (!"failed".equals(row.state)) {
            row.order = ++order;
            tables.add("a" + number);
        }
        row.state = fails ? "failed" : "applied";
        if (!fails) {
            tables.add("b" + number);
        }
        return !fails;
    }

    private boolean isTaken(int number) {
        return !state(number).equals("none") && !state(number).equals("rolled back");
    }

    private List<Integer> newestFirst() {
        return rows.keySet().stream().filter(this::isTaken)
                .sorted(Comparator.comparingInt((Integer n) -> rows.get(n).order).reversed()).toList();
    }

    private List<Integer> above(int number) {
        return newestFirst().stream().filter(n -> rows.get(n).order > rows.get(number).order).toList();
    }

    private boolean rollback(List<Integer> numbers) {
        if (numbers.stream().anyMatch(n -> state(n).equals("failed"))) {
            return false;
        }
        for (int n : numbers) {
            rows.get(n).state = "rolled back";
            tables.remove("a" + n);
            tables.remove("b" + n);
        }
        return true;
    }

    private boolean redo(Move move) {
        List<Integer> last = limited(newestFirst(), 1);
        if (last.isEmpty()) {
            return true;
        }
        return last.get(0) <= move.release() && rollback(last) && apply(last.get(0), move.failing());
    }

    private boolean repair() {
        rows.values().removeIf(row -> row.state.equals("failed"));
        return true;
    }

    private boolean resolve(int number, String state) {
        if (!state(number).equals("failed")) {
            return false;
        }
        rows.get(number).state = state;
        return true;
    }

    private boolean baseline(int number) {
        for (int n = 1; n <= number; n++) {
            if (state(n).equals("failed")) {
                return false;
            }
        }
        for (int n = 1; n <= number; n++) {
            if (!state(n).equals("applied")) {
                Row row = rows.computeIfAbsent(n, any -> new Row());
                row.state = "applied";
                row.order = ++order;
            }
        }
        return true;
    }
}
