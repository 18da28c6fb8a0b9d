package io.quarkiverse.schema.migrations.deployment.items;

import java.nio.file.Path;
import java.util.Objects;

import io.quarkus.builder.item.SimpleBuildItem;

/** The project that the application is built from, as far as a build may write into it. */
public final class ProjectBuildItem extends SimpleBuildItem {

    /** What the build is to the project. */
    public enum Stage {
        /** Somebody writes the application, and the build follows. */
        DEVELOPMENT,
        /** The application is tested or packaged as it is in the project. */
        BUILD,
        /** The project has nothing to do with it: it is not there, or another build looks after it. */
        ELSEWHERE
    }

    private final Path directory;
    private final Stage stage;

    public ProjectBuildItem(Path directory, Stage stage) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.stage = Objects.requireNonNull(stage, "stage");
    }

    /** The path of a file that is given relative to the project's directory, or absolute. */
    public Path file(String path) {
        return directory.resolve(path).toAbsolutePath().normalize();
    }

    /** What the build is to the project. */
    public Stage stage() {
        return stage;
    }
}
