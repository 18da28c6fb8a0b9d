package io.quarkiverse.schema.migrations.databases;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program that comes with a server.
 *
 * @param program where it is
 * @param environment what it needs to run
 */
public record ServerTool(Path program, Map<String, String> environment) {

    /** One of the directory of programs of a server, beside which its libraries may be. */
    static ServerTool in(Path programs, String name) {
        Path libraries = programs.resolveSibling("libs");
        return new ServerTool(programs.resolve(name),
                Files.isDirectory(libraries) ? Map.of("LD_LIBRARY_PATH", libraries.toString()) : Map.of());
    }
}
