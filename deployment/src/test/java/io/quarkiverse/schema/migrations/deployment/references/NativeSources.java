package io.quarkiverse.schema.migrations.deployment.references;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import io.quarkiverse.schema.migrations.SchemaMigrations;
import io.quarkus.bootstrap.BootstrapAppModelFactory;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.model.ApplicationModelBuilder;
import io.quarkus.bootstrap.model.MappableCollectionFactory;

/**
 * An application as the builder of native executables gets it: built from the working tree by Quarkus, with the dependencies
 * and nothing else that a user's project has. The builder itself is not needed for that.
 *
 * @param folder holds the application's jar, and in {@code lib} those of its dependencies
 */
record NativeSources(Path folder) {

    private static final String EXTENSION = "io.quarkiverse.schema-migrations:quarkus-schema-migrations:";
    private static final Path MODULE = Path.of("").toAbsolutePath();

    /**
     * Builds it.
     *
     * @param databases whose JDBC extensions it has; each has a datasource and a migration set of its own
     * @param artifacts what it has beside the extension, of ours or of Quarkus
     */
    static NativeSources of(SortedSet<Database> databases, Path project, String... artifacts) {
        try {
            write(databases, project, artifacts);
            try (CuratedApplication application = QuarkusBootstrap.builder()
                    .setExistingModel(model(project))
                    .setApplicationRoot(project.resolve("target/classes"))
                    .setProjectRoot(project)
                    .setTargetDirectory(project.resolve("target"))
                    .setBaseName("application")
                    .setOriginalBaseName("application")
                    .setMode(QuarkusBootstrap.Mode.PROD)
                    .setIsolateDeployment(true)
                    .setBuildSystemProperties(build())
                    .build().bootstrap()) {
                application.createAugmentor().createProductionApplication();
                return new NativeSources(project.resolve("target/native-sources"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("The application with " + databases + " cannot be built", e);
        }
    }

    /** The extension comes in a jar, as everywhere but in its own build: the build packages directories in another way. */
    private static ApplicationModel model(Path project) throws Exception {
        ApplicationModel model = BootstrapAppModelFactory.newInstance().setProjectRoot(project).setLocalProjectsDiscovery(true)
                .resolveAppModel().getApplicationModel();
        Path classes = Path.of(SchemaMigrations.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isDirectory(classes)) {
            return model;
        }
        Path jar = project.resolve("extension.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        Map<String, Object> written = model.asMap(MappableCollectionFactory.defaultInstance());
        for (Object dependency : (Collection<?>) written.get("dependencies")) {
            @SuppressWarnings("unchecked")
            Map<String, Object> values = (Map<String, Object>) dependency;
            if (values.get("maven-artifact").toString().startsWith(EXTENSION)) {
                values.put("resolved-paths", List.of(jar.toString()));
                values.remove("module");
            }
        }
        return ApplicationModelBuilder.fromMap(written);
    }

    private static Properties build() {
        Properties build = new Properties();
        build.setProperty("quarkus.native.enabled", "true");
        build.setProperty("quarkus.native.sources-only", "true");
        build.setProperty("quarkus.package.jar.enabled", "false");
        build.setProperty("quarkus.package.jar.compress", "false");
        return build;
    }

    private static void write(SortedSet<Database> databases, Path project, String... artifacts) throws IOException {
        Path classes = Files.createDirectories(project.resolve("target/classes"));
        StringBuilder dependencies = new StringBuilder();
        StringBuilder configuration = new StringBuilder();
        for (String artifact : artifacts) {
            dependencies.append("<dependency><groupId>")
                    .append(artifact.startsWith("quarkus-schema-migrations") ? "io.quarkiverse.schema-migrations"
                            : "io.quarkus")
                    .append("</groupId><artifactId>").append(artifact).append("</artifactId></dependency>\n");
        }
        if (List.of(artifacts).contains("quarkus-vertx-http")) {
            configuration.append("quarkus.schema-migrations.management.enabled=true\n");
        }
        for (Database database : databases) {
            dependencies.append("<dependency><groupId>").append(database.group).append("</groupId><artifactId>quarkus-jdbc-")
                    .append(database.kind()).append("</artifactId></dependency>\n");
            boolean first = database == databases.first();
            configuration.append("quarkus.datasource.").append(first ? "" : database.kind() + ".").append("db-kind=")
                    .append(database.kind()).append('\n');
            Path scripts = Files.createDirectories(classes.resolve(first ? "db/migrations"
                    : "db/" + database.kind()
                            + "/migrations"));
            Files.writeString(scripts.resolve("1.up.sql"), "CREATE TABLE tea (name VARCHAR(20));\n");
        }
        Files.writeString(classes.resolve("application.properties"), configuration);
        Files.writeString(project.resolve("pom.xml"), """
                <project>
                    <modelVersion>4.0.0</modelVersion>
                    <parent>
                        <groupId>io.quarkiverse.schema-migrations</groupId>
                        <artifactId>quarkus-schema-migrations-parent</artifactId>
                        <version>999-SNAPSHOT</version>
                        <relativePath>%s</relativePath>
                    </parent>
                    <artifactId>application</artifactId>
                    <dependencies>
                        <dependency>
                            <groupId>io.quarkiverse.schema-migrations</groupId>
                            <artifactId>quarkus-schema-migrations</artifactId>
                        </dependency>
                        %s
                    </dependencies>
                </project>
                """.formatted(MODULE.resolve("../pom.xml").normalize(), dependencies));
    }

    /** A database, by the extension that brings its driver. */
    enum Database {
        MARIADB("io.quarkus"),
        MYSQL("io.quarkus"),
        POSTGRESQL("io.quarkus"),
        SQLITE("io.quarkiverse.jdbc");

        private final String group;

        Database(String group) {
            this.group = group;
        }

        String kind() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
