package io.quarkiverse.schema.migrations.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Finds the folders of a location on the class path. */
final class Locations {

    private Locations() {
    }

    static List<Path> folders(String location, String databaseKind) {
        String name = location.replace("{db-kind}", databaseKind);
        List<Path> folders = new ArrayList<>();
        for (URL url : resources(name)) {
            if (url.getProtocol().equals("file")) {
                Path folder = Path.of(URI.create(url.toString()));
                if (Files.isDirectory(folder)) {
                    folders.add(folder);
                }
            }
        }
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("No folder '" + name
                    + "' is on the class path of the tests: migrations are looked for"
                    + " in src/main/resources and src/test/resources; name another location, or a folder of the file system");
        }
        return folders;
    }

    private static List<URL> resources(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return Collections.list((loader == null ? Locations.class.getClassLoader() : loader).getResources(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
