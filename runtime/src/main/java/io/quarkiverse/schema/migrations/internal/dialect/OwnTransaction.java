package io.quarkiverse.schema.migrations.internal.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.schema.migrations.internal.script.SqlStatement;

/**
 * The transactions that a script begins and ends by itself although it runs in one already. It is shown every statement
 * of the script in order. A script that is as a whole one transaction needs no other: its first and its last word about
 * that are left out.
 */
public final class OwnTransaction {

    private static final String NONE = "'-- schema-migrations: transaction=none'";
    private static final String DIRECTIVE = "put " + NONE + " at the head of the script";
    /** As many are listed in a message. */
    private static final int SHOWN = 6;

    private final List<Event> events = new ArrayList<>(0);
    private boolean isPart;

    /** What a statement does to the script's transaction. */
    public enum Role {
        /** It is work to be done in it. */
        WORK,
        /** It sets up the session, and means the same inside and outside. */
        SETTING,
        /** It begins one. */
        BEGIN,
        /** It begins one of a certain kind. */
        BEGIN_WITH_MODES,
        /** It commits, and no more. */
        COMMIT,
        /** It commits and begins another one. */
        CHAIN,
        /** It rolls back, or hands the transaction over. */
        END
    }

    private record Event(Role role, SqlStatement statement) {

        int index() {
            return statement.index();
        }

        int line() {
            return statement.line();
        }

        boolean begins() {
            return role == Role.BEGIN || role == Role.BEGIN_WITH_MODES;
        }
    }

    /** Takes the next statement of the script. */
    public void see(SqlStatement statement, Role role) {
        switch (role) {
            case WORK -> isPart |= !isOpen();
            case SETTING -> {
                // may stand anywhere
            }
            default -> events.add(new Event(role, statement));
        }
    }

    /** Whether the script has begun a transaction before the next statement. */
    public boolean isOpen() {
        return !events.isEmpty() && (last().begins() || last().role() == Role.CHAIN);
    }

    private Event last() {
        return events.get(events.size() - 1);
    }

    private boolean isOne() {
        return events.size() == 2 && !isPart && events.get(0).begins() && events.get(1).role() == Role.COMMIT;
    }

    private boolean isLeftOut() {
        return isOne() && events.get(0).role() == Role.BEGIN;
    }

    /** How many statements of the script are not sent, as the transaction in which it runs stands for them. */
    public int leftOut() {
        return isLeftOut() ? events.size() : 0;
    }

    /** Whether a statement is one of those that are not sent. */
    public boolean leavesOut(SqlStatement statement) {
        return isLeftOut() && events.stream().anyMatch(event -> event.index() == statement.index());
    }

    /** The commit that is not sent, when it comes directly before a statement: what waits for it must not wait longer. */
    public Optional<SqlStatement> endedBefore(SqlStatement statement) {
        return isLeftOut() && last().index() + 1 == statement.index() ? Optional.of(last().statement()) : Optional.empty();
    }

    /** The first statement that begins or ends a transaction. */
    public SqlStatement first() {
        return events.get(0).statement();
    }

    /** Why the next statement cannot run, which the database refuses inside of a transaction, and what to do. */
    public String refusal(String database) {
        String refuses = database + " does not run this inside a transaction";
        return isOpen() ? refuses + ", and the script begins one in line " + last().line()
                + ": put it into a migration of its own with " + NONE + " at the head of its script"
                : refuses + ": " + DIRECTIVE;
    }

    /** Why the script cannot run in a transaction, and what to do; empty when it can. Asked for behind its last statement. */
    public Optional<String> objection() {
        if (events.isEmpty() || isLeftOut()) {
            return Optional.empty();
        }
        if (isOne()) {
            return Optional.of("the script is one transaction, but runs in one already, and would lose what its BEGIN asks for:"
                    + " write that in a statement of its own behind BEGIN, for example SET TRANSACTION ISOLATION LEVEL"
                    + " SERIALIZABLE, or " + DIRECTIVE);
        }
        String what = "the script " + told() + ", but runs in one already: remove "
                + (events.size() == 1 ? "the statement" : "these statements");
        return Optional.of(isBalanced() ? what + ", or " + DIRECTIVE : what);
    }

    /** Without a transaction around it, too, a script must end what it begins, and end nothing else. */
    private boolean isBalanced() {
        boolean open = false;
        for (Event event : events) {
            if (event.begins() == open) {
                return false;
            }
            open = event.begins() || event.role() == Role.CHAIN;
        }
        return !open;
    }

    private String told() {
        StringBuilder told = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < Math.min(events.size(), SHOWN); i++) {
            Event event = events.get(i);
            told.append(i == 0 ? "" : i == events.size() - 1 ? " and " : ", ").append(told(event, open)).append(" in line ")
                    .append(event.line());
            open = event.begins() || event.role() == Role.CHAIN;
        }
        return events.size() > SHOWN ? told + " and so on" : told.toString();
    }

    private static String told(Event event, boolean open) {
        return switch (event.role()) {
            case CHAIN -> "ends " + (open ? "it" : "a transaction") + " and begins another";
            case COMMIT, END -> "ends " + (open ? "it" : "a transaction");
            default -> "begins a transaction";
        };
    }
}
