package io.quarkiverse.schema.migrations.deployment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.aesh.command.Command;
import org.aesh.command.CommandDefinition;
import org.aesh.command.CommandException;
import org.aesh.command.CommandResult;
import org.aesh.command.GroupCommand;
import org.aesh.command.GroupCommandDefinition;
import org.aesh.command.invocation.CommandInvocation;
import org.aesh.command.option.Argument;
import org.aesh.command.option.Arguments;
import org.aesh.command.option.Option;

import io.quarkiverse.schema.migrations.dev.DevUiRecorder;
import io.quarkiverse.schema.migrations.runtime.DevelopmentRecorder;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.deployment.console.QuarkusCommand;
import io.quarkus.dev.console.DevConsoleManager;

/** The command {@code migrations} in the terminal of development mode; the application does it, and answers with a text. */
@GroupCommandDefinition(name = "migrations", description = "Shows, applies and rolls back schema migrations")
public class MigrationsCommand implements GroupCommand {

    @Option(shortName = 'h', hasValue = false, overrideRequired = true)
    public boolean help;

    @Override
    public List<Command> getCommands() {
        return List.of(new Status(), new Plan(), new Migrate(), new Rollback(), new New());
    }

    @Override
    public CommandResult execute(CommandInvocation invocation) {
        invocation.getShell().writeln(invocation.getHelpInfo());
        return CommandResult.SUCCESS;
    }

    /** A command of one word, and what it may be given. */
    public abstract static class Word extends QuarkusCommand {

        @Option(name = "set", description = "The migration set; the default set, or all sets where that is safe")
        public String set;

        private final String word;

        Word(String word) {
            this.word = word;
        }

        String target() {
            return null;
        }

        String answer(Map<String, String> parameters) {
            return DevConsoleManager.invoke(DevelopmentRecorder.CONSOLE, parameters);
        }

        @Override
        public CommandResult doExecute(CommandInvocation invocation) throws CommandException, InterruptedException {
            Map<String, String> parameters = new HashMap<>();
            parameters.put("command", word);
            if (set != null) {
                parameters.put("set", set);
            }
            if (target() != null) {
                parameters.put("target", target());
            }
            String answer = answer(parameters);
            invocation.getShell().writeln(answer == null
                    ? "The application has not started, so no command can be run: the log has the reason"
                    : answer);
            return CommandResult.SUCCESS;
        }
    }

    /** A command that goes as far as it is told. */
    public abstract static class Targeted extends Word {

        @Argument(description = "How far to go: latest, next:<n>, last:<n>, all or an id")
        public String target;

        Targeted(String word) {
            super(word);
        }

        @Override
        String target() {
            return target;
        }
    }

    @CommandDefinition(name = "status", description = "Lists the migrations with their states")
    public static class Status extends Word {
        public Status() {
            super("status");
        }
    }

    @CommandDefinition(name = "plan", description = "Shows the steps that migrate would take, and their SQL")
    public static class Plan extends Targeted {
        public Plan() {
            super("plan");
        }
    }

    @CommandDefinition(name = "migrate", description = "Applies the pending migrations")
    public static class Migrate extends Targeted {
        public Migrate() {
            super("migrate");
        }
    }

    @CommandDefinition(name = "rollback", description = "Rolls back the last migration, or as far as it is told")
    public static class Rollback extends Targeted {
        public Rollback() {
            super("rollback");
        }
    }

    @CommandDefinition(name = "new", description = "Creates the up and the down script of a new migration")
    public static class New extends Word {

        @Arguments(description = "A few words about what the migration does, for example: add an email to users")
        public List<String> name;

        public New() {
            super("new");
        }

        @Override
        String answer(Map<String, String> parameters) {
            parameters.putIfAbsent("set", SetKey.DEFAULT_SET);
            parameters.put("name", name == null ? "" : String.join(" ", name));
            return DevConsoleManager.invoke(DevUiRecorder.CREATE, parameters);
        }
    }
}
