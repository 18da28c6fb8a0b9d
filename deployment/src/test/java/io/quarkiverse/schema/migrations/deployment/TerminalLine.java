package io.quarkiverse.schema.migrations.deployment;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

import org.aesh.command.AeshCommandRuntimeBuilder;
import org.aesh.command.Command;
import org.aesh.command.impl.registry.AeshCommandRegistryBuilder;
import org.aesh.command.invocation.CommandInvocation;
import org.aesh.command.shell.Shell;

/** A line that is entered in the terminal of development mode. */
final class TerminalLine {

    private TerminalLine() {
    }

    /** Reads the line as the terminal does, does what it says, and hands over each text that is printed. */
    static void run(Command<CommandInvocation> command, String line, Consumer<String> printed) throws Exception {
        Shell shell = (Shell) Proxy.newProxyInstance(TerminalLine.class.getClassLoader(), new Class<?>[] { Shell.class },
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("write")) {
                        printed.accept(String.valueOf(arguments[0]));
                    }
                    return null;
                });
        AeshCommandRuntimeBuilder.<CommandInvocation> builder().shell(shell)
                .commandRegistry(AeshCommandRegistryBuilder.<CommandInvocation> builder().command(command).create())
                .build().executeCommand(line);
    }
}
