package io.quarkiverse.schema.migrations.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

import io.quarkus.bootstrap.BootstrapException;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;

/** Does what the Quarkus plugin for Maven does at the end of a build, with scripts that are made for the occasion. */
final class ApplicationBuilder {

    private final Path applications;
    private final Path target;

    /**
     * @param applications the module of the applications
     * @param target where to build
     */
    ApplicationBuilder(Path applications, Path target) {
        this.applications = applications;
        this.target = target;
    }

    /**
     * Builds an application.
     *
     * @param server what its datasource is for
     * @param scripts its scripts
     * @param name of the folder to build in; what is in it is deleted
     */
    BuiltApplication build(Variant variant, TestedServer server, Scripts scripts, String name) {
        Path module = applications.resolve(variant.folder());
        Path folder = target.resolve(name);
        try {
            Folders.delete(folder);
            Path classes = folder.resolve("classes");
            Folders.copy(module.resolve("target/classes"), classes);
            Files.writeString(classes.resolve("application.properties"), variant.configuration(server));
            if (variant != Variant.NONE) {
                scripts.write(variant, classes);
            }
            return augment(variant, module, classes, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BootstrapException e) {
            throw new IllegalStateException("The application " + name + " cannot be built", e);
        }
    }

    private static BuiltApplication augment(Variant variant, Path module, Path classes, Path folder)
            throws BootstrapException, IOException {
        QuarkusBootstrap bootstrap = QuarkusBootstrap.builder()
                .setApplicationRoot(classes)
                .setProjectRoot(module)
                .setTargetDirectory(folder)
                .setBaseName(variant.folder())
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setLocalProjectDiscovery(true)
                .setIsolateDeployment(true)
                .setBuildSystemProperties(new Properties())
                .build();
        try (CuratedApplication application = bootstrap.bootstrap()) {
            long began = System.nanoTime();
            Path jar = application.createAugmentor().createProductionApplication().getJar().getPath();
            return new BuiltApplication(variant, jar, Duration.ofNanos(System.nanoTime() - began),
                    Folders.size(jar.getParent()));
        }
    }
}
