package io.quarkiverse.schema.migrations.internal.source;

import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.schema.migrations.internal.source.SourceRoot.Origin;
import io.quarkiverse.schema.migrations.model.Migration;
import io.quarkiverse.schema.migrations.model.SourceProblem;

/** A process that looks through a folder, in an environment of its own, and prints what it finds, in ASCII. */
final class ScanProcess {

    private ScanProcess() {
    }

    /** @param arguments the origin and the folder */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[1]);
        SourceRoot root = switch (Origin.valueOf(arguments[0])) {
            case DIRECTORY -> SourceRoot.directory(folder);
            case LIBRARY -> SourceRoot.library(folder, "db/migrations", "shop.jar");
            default -> SourceRoot.application(folder, "db/migrations");
        };
        SourceScan scan = new SourceScanner("shop", "sqlite").scan(List.of(root));
        scan.found().stream().map(Migration::id).forEach(System.out::println);
        scan.problems().stream().map(SourceProblem::toString).forEach(System.out::println);
    }
}
