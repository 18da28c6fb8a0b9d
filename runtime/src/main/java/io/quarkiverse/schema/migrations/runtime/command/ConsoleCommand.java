package io.quarkiverse.schema.migrations.runtime.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.schema.migrations.error.SchemaMigrationsException;
import io.quarkiverse.schema.migrations.model.Direction;
import io.quarkiverse.schema.migrations.runtime.config.CommandConfig.Command;

/**
 * A command that is given in the terminal of development mode. Unlike {@link CommandLine}, it leaves the application running.
 *
 * @param word what to do, as in {@code command}
 * @param target how far to go, if that was said
 */
public record ConsoleCommand(String word, Optional<String> target) {

    /** Whether it is about all sets when none is named. */
    public boolean isOfAllSets() {
        return call().isOfAllSets();
    }

    private CommandCall call() {
        return new CommandCall(Command.valueOf(word.toUpperCase(Locale.ROOT)), target, Optional.empty(), Direction.UP,
                Set.of());
    }

    /** Does it to each of these sets, and returns what to print. */
    public String on(List<CommandLine.Subject> subjects) {
        Tables tables = new Tables(new Times(Instant.now()));
        CommandCall call = call();
        List<String> answers = new ArrayList<>();
        ExitCode exit = ExitCode.DONE;
        Optional<String> failure = Optional.empty();
        try {
            for (CommandLine.Subject subject : subjects) {
                answers.add(call.on(subject.commands(), subject.target(), tables).text());
            }
        } catch (SchemaMigrationsException e) {
            e.report().filter(CommandLine::hasBegun).map(tables::run).ifPresent(answers::add);
            exit = ExitCode.of(e);
            failure = Optional.of(e.getMessage());
        }
        return tables.all(call.word(), exit, answers, failure) + failure.orElse("");
    }
}
