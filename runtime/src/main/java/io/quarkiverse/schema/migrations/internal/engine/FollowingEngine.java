package io.quarkiverse.schema.migrations.internal.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.Repair;
import io.quarkiverse.schema.migrations.Target;
import io.quarkiverse.schema.migrations.error.InterruptedMigrationException;
import io.quarkiverse.schema.migrations.error.MigrationFailedException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.internal.dialect.FailedStatementException;
import io.quarkiverse.schema.migrations.internal.engine.EngineSettings.Cleaning;
import io.quarkiverse.schema.migrations.internal.engine.LoggingListener.Messages;
import io.quarkiverse.schema.migrations.internal.engine.Planning.StoredScripts;
import io.quarkiverse.schema.migrations.internal.history.ExpectedHistory;
import io.quarkiverse.schema.migrations.internal.plan.FollowPlanner;
import io.quarkiverse.schema.migrations.internal.plan.FollowPlanner.Following;
import io.quarkiverse.schema.migrations.internal.plan.Plan;
import io.quarkiverse.schema.migrations.internal.plan.Plan.LeftToCallerException;
import io.quarkiverse.schema.migrations.internal.plan.Step;
import io.quarkiverse.schema.migrations.model.AppliedMigration;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.model.Discrepancy;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.MigrationId;
import io.quarkiverse.schema.migrations.model.Script;
import io.quarkiverse.schema.migrations.model.SetName;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.report.StepReport;

/** The commands in development mode, of which {@code migrate} makes the database follow the sources. */
public final class FollowingEngine extends Engine {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    private final FollowRules rules;
    private Following followed;
    private Plan planned = new Plan(List.of(), List.of(), List.of());

    /**
     * What a difference between sources and history leads to.
     *
     * @param onDifference what is tried first
     * @param reset whether everything may be dropped
     * @param cleanAllowed the key that allows it, for messages
     */
    public record FollowRules(OnDifference onDifference, Cleaning reset, String cleanAllowed) {
    }

    /** What is tried first. */
    public enum OnDifference {
        /** Rolling back what differs. */
        ROLL_BACK,
        /** Dropping everything. */
        DROP,
        /** Nothing: it is refused as in production. */
        REFUSE
    }

    /** Thrown in place of a run, or behind one that has failed: the schema has to be dropped first, and may be. */
    public static final class ResetNeededException extends LeftToCallerException {

        private static final long serialVersionUID = 1L;

        ResetNeededException(String reason) {
            super(reason);
        }
    }

    /**
     * @param engine has the settings of the set; whether everything may be dropped is the rules' to say
     */
    public FollowingEngine(Engine engine, FollowRules rules) {
        this(engine.settings, rules);
    }

    private FollowingEngine(EngineSettings settings, FollowRules rules) {
        super(settings.with(rules.reset()));
        this.rules = rules;
    }

    @Override
    public FollowingEngine inSchema(String schema) {
        return new FollowingEngine(settings.inSchema(schema), rules);
    }

    @Override
    FollowingEngine withSourcesOfNow() {
        return new FollowingEngine(settings.with(settings.sources().migrations()), rules);
    }

    /**
     * Rolls back what differs from the sources and applies what is pending.
     *
     * @throws ResetNeededException when the schema has to be dropped first, and may be
     */
    @Override
    public RunReport migrate(Target target, Optional<ExpectedHistory> expected) {
        followed = null;
        RunReport report;
        try {
            report = super.migrate(target, expected);
        } catch (SchemaMigrationsException e) {
            e.report().filter(done -> !done.done().isEmpty()).ifPresent(done -> log(done.done()));
            throw orReset(e);
        }
        log(report.done());
        keepCorrectedDownScripts(report);
        return report;
    }

    private void log(List<StepReport> done) {
        if (followed != null) {
            LOG.info(SetName.line(set(), inSchema(), steps(done) + ", because " + joined(followed.differences())));
        }
    }

    private static String steps(List<StepReport> done) {
        List<String> words = new ArrayList<>();
        for (Direction direction : List.of(Direction.DOWN, Direction.UP)) {
            String ids = done.stream().filter(step -> step.direction() == direction).map(step -> "'" + step.id() + "'")
                    .collect(Collectors.joining(", "));
            if (!ids.isEmpty()) {
                words.add(Messages.done(direction) + " " + ids);
            }
        }
        return String.join(", ", words);
    }

    private String inSchema() {
        return schemas().isEmpty() ? "" : schemas().get(0);
    }

    /** So that the next edit of the up script is rolled back with what was corrected, and not with what was wrong. */
    private void keepCorrectedDownScripts(RunReport report) {
        Set<Discrepancy.Kind> kinds = report.warnings().stream().map(Discrepancy::kind).collect(Collectors.toSet());
        if (kinds.contains(Discrepancy.Kind.MODIFIED_DOWN) && !kinds.contains(Discrepancy.Kind.MODIFIED_UP)) {
            repair(Set.of(Repair.CHECKSUMS)).changes()
                    .forEach(change -> LOG.info(SetName.line(set(), inSchema(),
                            "stored the changed down script of '" + change.id() + "' in the history")));
        }
    }

    @Override
    Plan planned(List<Migration> sources, List<AppliedMigration> history, Target target, StoredScripts kept) {
        planned = rules.onDifference() == OnDifference.REFUSE ? super.planned(sources, history, target, kept)
                : followed(sources, history, target, kept);
        return planned;
    }

    private Plan followed(List<Migration> sources, List<AppliedMigration> history, Target target, StoredScripts kept) {
        Following following = new FollowPlanner(sources, history, kept).plan(target, settings.policies());
        if (following.differences().isEmpty()) {
            return following.plan();
        }
        if (rules.onDifference() == OnDifference.ROLL_BACK && following.obstacles().isEmpty()) {
            followed = following;
            return following.plan();
        }
        String reason = reason(following);
        if (rules.reset() == Cleaning.ALLOWED) {
            throw new ResetNeededException(reason);
        }
        return new Plan(List.of(), refusals(following, reason), List.of());
    }

    private static String reason(Following following) {
        return joined(following.differences())
                + (following.obstacles().isEmpty() ? "" : ", and " + joined(following.obstacles()));
    }

    private static String joined(List<Discrepancy> discrepancies) {
        return discrepancies.stream().map(Discrepancy::message).collect(Collectors.joining(", "));
    }

    private List<Discrepancy> refusals(Following following, String reason) {
        Discrepancy first = (following.obstacles().isEmpty() ? following.differences() : following.obstacles()).get(0);
        return List.of(new Discrepancy(first.kind(), first.id(), reason + ".\n" + waysOut()));
    }

    private String waysOut() {
        return "Restore the scripts as they were applied and put the change into a new migration; or let development mode"
                + " drop everything in the schema and migrate from the beginning: set " + rules.cleanAllowed() + "=true";
    }

    /** A reset also leads out of a down script that fails, and of a script that was changed after it was applied half. */
    private RuntimeException orReset(SchemaMigrationsException failure) {
        boolean curable = failure instanceof InterruptedMigrationException
                || failure instanceof MigrationFailedException failed && isRollback(failed);
        SchemaMigrationsException shown = failure instanceof MigrationFailedException failed ? withExcerpt(failed) : failure;
        if (!curable || rules.onDifference() == OnDifference.REFUSE) {
            return shown;
        }
        if (rules.reset() == Cleaning.ALLOWED) {
            return new ResetNeededException(failure.getMessage().lines().findFirst().orElseThrow());
        }
        String message = shown.getMessage() + '\n' + waysOut();
        SchemaMigrationsException told = failure instanceof MigrationFailedException failed
                ? withoutTrace(failed.id(), message)
                : new InterruptedMigrationException(((InterruptedMigrationException) failure).id(), message);
        return failure.report().map(told::with).orElse(told);
    }

    /** Without the driver's exception, of which the message has all words: it is the message that has to be seen first. */
    private SchemaMigrationsException withExcerpt(MigrationFailedException failed) {
        Optional<String> excerpt = planned.steps().stream().map(Step::work).filter(Script.class::isInstance)
                .map(Script.class::cast)
                .flatMap(script -> ScriptExcerpt.named(failed.getMessage(), script.shown()).flatMap(place -> place.of(script))
                        .stream())
                .findFirst();
        if (excerpt.isEmpty()) {
            return failed;
        }
        String head = failed.getCause() instanceof FailedStatementException cause ? "\n  " + cause.statement().head() : "\n";
        int at = failed.getMessage().indexOf(head);
        String message = at < 0 ? failed.getMessage() + "\n\n" + excerpt.get()
                : failed.getMessage().substring(0, at) + "\n\n" + excerpt.get()
                        + failed.getMessage().substring(at + head.length());
        SchemaMigrationsException told = withoutTrace(failed.id(), message);
        return failed.report().map(told::with).orElse(told);
    }

    private static SchemaMigrationsException withoutTrace(MigrationId id, String message) {
        MigrationFailedException told = new MigrationFailedException(id, message, null);
        told.setStackTrace(new StackTraceElement[0]);
        return told;
    }

    private boolean isRollback(MigrationFailedException failed) {
        return followed != null && failed.report().isPresent()
                && followed.plan().steps().stream()
                        .anyMatch(step -> step instanceof Step.Revert && step.id().equals(failed.id()))
                && failed.report().get().done().stream().noneMatch(step -> step.id().equals(failed.id()));
    }

    /**
     * The lines of a script around a place.
     *
     * @param line counted from 1
     * @param column counted from 1
     */
    private record ScriptExcerpt(int line, int column) {

        private static final int AROUND = 2;

        /**
         * The place that a message names.
         *
         * @param message has {@code location:line:column} somewhere
         * @param location of the script
         */
        static Optional<ScriptExcerpt> named(String message, String location) {
            int at = message.indexOf(location + ":");
            if (at < 0) {
                return Optional.empty();
            }
            String[] numbers = message.substring(at + location.length() + 1).split("\\D", 3);
            boolean place = numbers.length > 1 && !numbers[0].isEmpty() && !numbers[1].isEmpty();
            return place ? Optional.of(new ScriptExcerpt(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])))
                    : Optional.empty();
        }

        /** The lines with their numbers, and a mark under the place; empty when the script cannot be read any more. */
        Optional<String> of(Script script) {
            List<String> lines;
            try (InputStream text = script.text().open()) {
                lines = new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            } catch (IOException | RuntimeException e) {
                return Optional.empty();
            }
            if (line > lines.size()) {
                return Optional.empty();
            }
            int last = Math.min(lines.size(), line + AROUND);
            int width = Integer.toString(last).length();
            StringBuilder excerpt = new StringBuilder();
            for (int number = Math.max(1, line - AROUND); number <= last; number++) {
                String text = lines.get(number - 1);
                excerpt.append(number == line ? "> " : "  ").append(" ".repeat(width - Integer.toString(number).length()))
                        .append(number).append(" | ").append(text).append('\n');
                if (number == line) {
                    // a tab stays one, so that the mark is under the place however wide tabs are
                    String before = text.substring(0, Math.min(column - 1, text.length())).replaceAll("[^\\t]", " ");
                    excerpt.append(" ".repeat(width + 2)).append(" | ").append(before).append("^\n");
                }
            }
            return Optional.of(excerpt.toString());
        }
    }
}
