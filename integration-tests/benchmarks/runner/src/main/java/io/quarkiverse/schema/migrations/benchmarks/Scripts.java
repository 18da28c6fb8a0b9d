package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What an application is built with. */
@FunctionalInterface
interface Scripts {

    /** Writes them where the application looks for them. */
    void write(Variant variant, Path classes) throws IOException;

    /** So many generated ones. */
    static Scripts generated(int count) {
        List<GeneratedScript> scripts = GeneratedScript.first(count);
        return (variant, classes) -> {
            GeneratedScript.write(scripts, classes.resolve(variant.location()));
            if (variant == Variant.LIQUIBASE) {
                ChangeLog.write(scripts, classes);
            }
        };
    }
}
