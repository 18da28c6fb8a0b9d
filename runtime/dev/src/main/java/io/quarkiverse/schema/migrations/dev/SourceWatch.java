package io.quarkiverse.schema.migrations.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.dev.spi.HotReplacementContext;

/** Has the application restart when a script has changed while a page is open, which makes no request that would. */
public class SourceWatch {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.schema.migrations");

    @Inject
    DevelopmentFacts facts;

    private List<String> seen;

    @PostConstruct
    void begin() {
        seen = now();
    }

    /** Looks once, and begins a restart when there is something new; returns whether it has. */
    synchronized boolean follow() {
        List<String> now = now();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        HotReplacementContext context = DevConsoleManager.getHotReplacementContext();
        if (context == null) {
            return false;
        }
        Thread thread = new Thread(() -> scan(context), "schema-migrations restart");
        thread.setDaemon(true);
        thread.start();
        return true;
    }

    private static void scan(HotReplacementContext context) {
        try {
            context.doScan(true);
        } catch (Exception e) {
            LOG.debug("The application could not restart; the next request tries again", e);
        }
    }

    private List<String> now() {
        List<String> files = new ArrayList<>();
        for (SetFacts set : facts.sets()) {
            set.folders().forEach(folder -> ProjectFiles.folders(folder).forEach(path -> add(path, files)));
            Optional<List<String>> directories = ConfigProvider.getConfig()
                    .getOptionalValues(new SetKey(set.name(), "directories").toString(), String.class);
            directories.ifPresent(names -> names.forEach(
                    name -> add(Path.of(name.strip().replace("{db-kind}", set.databaseKind())), files)));
        }
        return files;
    }

    private static void add(Path folder, List<String> files) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.filter(Files::isRegularFile).sorted().forEach(file -> files.add(state(file)));
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf(e, "%s changes while it is looked at", folder);
        }
    }

    private static String state(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return file + " gone";
        }
    }
}
