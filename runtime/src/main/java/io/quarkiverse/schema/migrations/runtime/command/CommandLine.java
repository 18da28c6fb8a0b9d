package io.quarkiverse.schema.migrations.runtime.command;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkiverse.schema.migrations.error.InvalidSettingException;
import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.report.RunReport;
import io.quarkiverse.schema.migrations.runtime.command.DriftDetector.DriftReport;
import io.quarkiverse.schema.migrations.runtime.config.CommandConfig;
import io.quarkiverse.schema.migrations.runtime.config.CommandConfig.Output;

/** Does the one command that the application was given, prints what came of it, and has the application exit. */
public final class CommandLine {

    private final CommandConfig config;
    private final CommandCall call;
    private final Rendering rendering;
    private final PrintStream out;
    private final List<String> answers = new ArrayList<>();

    /**
     * @param config the command and its parameters
     * @param out where the result goes
     */
    public CommandLine(CommandConfig config, PrintStream out) {
        this.config = config;
        this.call = new CommandCall(config.command(), config.target(), config.as(), config.direction(), options(config));
        this.rendering = config.output() == Output.JSON ? new Json() : new Tables(new Times(Instant.now()));
        this.out = out;
    }

    private static Set<CommandCall.Option> options(CommandConfig config) {
        Set<CommandCall.Option> options = EnumSet.noneOf(CommandCall.Option.class);
        if (config.postDeploy()) {
            options.add(CommandCall.Option.POST_DEPLOY);
        }
        if (config.requireCurrent()) {
            options.add(CommandCall.Option.REQUIRE_CURRENT);
        }
        return options;
    }

    /** Which set the command is about; empty: all of them. */
    public Optional<String> set(String defaultSet) {
        return config.set().or(() -> call.isOfAllSets() ? Optional.empty() : Optional.of(defaultSet));
    }

    /**
     * Called when the command is about several sets.
     *
     * @throws InvalidSettingException when its target is the id of a migration, which belongs to one of them
     */
    public void refuseTargetOfOneSet() {
        call.refuseId();
    }

    /** A set that a command is about. */
    public record Subject(String target, SchemaMigrations commands) {
    }

    /**
     * Does the command to sets.
     *
     * @param subjects finds the sets, and may fail as commands do
     * @return what to throw so that the application exits
     */
    public RuntimeException run(Function<CommandLine, List<Subject>> subjects) {
        return run(() -> subjects.apply(this).stream()
                .map(subject -> call.on(subject.commands(), subject.target(), rendering)));
    }

    /**
     * Does the command drift.
     *
     * @param reports compares databases one after the other, and may fail as commands do
     * @return what to throw so that the application exits
     */
    public RuntimeException drift(Supplier<Stream<DriftReport>> reports) {
        return run(() -> reports.get().map(report -> CommandCall.drifted(report, rendering)));
    }

    private RuntimeException run(Supplier<Stream<CommandCall.Answer>> call) {
        ExitCode exit = ExitCode.DONE;
        String failure = null;
        try {
            for (Iterator<CommandCall.Answer> each = call.get().iterator(); each.hasNext();) {
                CommandCall.Answer answer = each.next();
                answers.add(answer.text());
                exit = exit == ExitCode.DONE ? answer.exit() : exit;
            }
        } catch (SchemaMigrationsException e) {
            e.report().filter(CommandLine::hasBegun).map(rendering::run).ifPresent(answers::add);
            exit = ExitCode.of(e);
            failure = e.getMessage();
        }
        out.print(rendering.all(this.call.word(), exit, answers, Optional.ofNullable(failure)));
        out.flush();
        return exit(exit, failure);
    }

    static boolean hasBegun(RunReport report) {
        return !report.done().isEmpty() || report.failed().isPresent();
    }

    private RuntimeException exit(ExitCode exit, String failure) {
        // Quarkus calls an end without a message a failure
        return exit.end(failure != null ? failure
                : exit == ExitCode.DONE ? "The command '" + call.word() + "' is done"
                        : "The command '" + call.word() + "' ended with exit code " + exit.code());
    }
}
