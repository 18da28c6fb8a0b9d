package io.quarkiverse.schema.migrations.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

import io.quarkus.bootstrap.BootstrapAppModelFactory;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;

/**
 * The manifests of a release of an application on SQLite.
 *
 * @param resources one map per resource
 */
record Manifests(List<Map<String, Object>> resources) {

    private static final Path MODULE = Path.of("").toAbsolutePath();

    /** A release that is to be built. */
    static final class Release {

        private final Map<String, String> files = new TreeMap<>();
        private final List<String> extensions = new ArrayList<>(List.of("quarkus-kubernetes"));
        private final StringBuilder configuration = new StringBuilder("quarkus.datasource.db-kind=sqlite\n");

        Release(String version) {
            config("quarkus.application.version", version);
        }

        Release script(String path, String sql) {
            files.put(path, sql);
            return this;
        }

        Release config(String key, String value) {
            configuration.append(key).append('=').append(value).append('\n');
            return this;
        }

        Release extension(String artifact) {
            extensions.add(artifact);
            return this;
        }

        /** Builds it in a folder of its own. */
        Manifests manifests() {
            Path project = TestApplication.freshFolder();
            try {
                Path classes = Files.createDirectories(project.resolve("target/classes"));
                files.put("application.properties", configuration.toString());
                for (Map.Entry<String, String> file : files.entrySet()) {
                    Files.createDirectories(classes.resolve(file.getKey()).getParent());
                    Files.writeString(classes.resolve(file.getKey()), file.getValue());
                }
                Files.writeString(project.resolve("pom.xml"), pom());
                build(project, classes);
                try (Stream<Object> documents = read(project.resolve("target/kubernetes/kubernetes.yml"))) {
                    return new Manifests(documents.map(Manifests::map).toList());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String pom() {
            StringBuilder dependencies = new StringBuilder();
            extensions.forEach(artifact -> dependencies.append("<dependency><groupId>io.quarkus</groupId><artifactId>")
                    .append(artifact).append("</artifactId></dependency>"));
            return """
                    <project>
                        <modelVersion>4.0.0</modelVersion>
                        <parent>
                            <groupId>io.quarkiverse.schema-migrations</groupId>
                            <artifactId>quarkus-schema-migrations-parent</artifactId>
                            <version>999-SNAPSHOT</version>
                            <relativePath>%s</relativePath>
                        </parent>
                        <artifactId>shop</artifactId>
                        <dependencies>
                            <dependency>
                                <groupId>io.quarkiverse.schema-migrations</groupId>
                                <artifactId>quarkus-schema-migrations</artifactId>
                            </dependency>
                            <dependency>
                                <groupId>io.quarkiverse.jdbc</groupId>
                                <artifactId>quarkus-jdbc-sqlite</artifactId>
                            </dependency>
                            %s
                        </dependencies>
                    </project>
                    """.formatted(MODULE.resolve("../pom.xml").normalize(), dependencies);
        }

        private static void build(Path project, Path classes) {
            try (CuratedApplication application = QuarkusBootstrap.builder()
                    .setExistingModel(BootstrapAppModelFactory.newInstance().setProjectRoot(project)
                            .setLocalProjectsDiscovery(true).resolveAppModel().getApplicationModel())
                    .setApplicationRoot(classes).setProjectRoot(project).setTargetDirectory(project.resolve("target"))
                    .setBaseName("shop").setOriginalBaseName("shop").setMode(QuarkusBootstrap.Mode.PROD)
                    .setIsolateDeployment(true).build().bootstrap()) {
                application.createAugmentor().createProductionApplication();
            } catch (Exception e) {
                throw new IllegalStateException("The application cannot be built", e);
            }
        }

        private static Stream<Object> read(Path file) throws IOException {
            List<Object> documents = new ArrayList<>();
            new Yaml().loadAll(Files.readString(file)).forEach(documents::add);
            return documents.stream();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** What lies below some keys; a number is an index, a missing key gives null. */
    static Object at(Object value, Object... path) {
        Object at = value;
        for (Object key : path) {
            if (at == null) {
                return null;
            }
            at = key instanceof Integer index ? ((List<?>) at).get(index) : map(at).get(key);
        }
        return at;
    }

    List<Map<String, Object>> ofKind(String kind) {
        return resources.stream().filter(resource -> kind.equals(resource.get("kind"))).toList();
    }

    Map<String, Object> one(String kind) {
        List<Map<String, Object>> all = ofKind(kind);
        assertThat(all).as(kind).hasSize(1);
        return all.get(0);
    }

    /** The variables of the one container of a resource's pods that have a value. */
    static Map<String, Object> variables(Map<String, Object> resource) {
        Map<String, Object> variables = new TreeMap<>();
        List<?> all = (List<?>) at(resource, "spec", "template", "spec", "containers", 0, "env");
        all.forEach(variable -> variables.put((String) at(variable, "name"), at(variable, "value")));
        return variables;
    }

    String jobName() {
        return (String) at(one("Job"), "metadata", "name");
    }
}
