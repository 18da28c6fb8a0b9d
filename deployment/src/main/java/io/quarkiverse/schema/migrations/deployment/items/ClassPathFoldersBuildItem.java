package io.quarkiverse.schema.migrations.deployment.items;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.schema.migrations.internal.source.SourceRoot;
import io.quarkus.bootstrap.classloading.ClassPathElement;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.bootstrap.workspace.ArtifactSources;
import io.quarkus.bootstrap.workspace.SourceDir;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.deployment.ApplicationArchive;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.runtime.LaunchMode;

/** The folders of one name on the class path of the application to be: its own, its tests', its dependencies'. */
public final class ClassPathFoldersBuildItem extends SimpleBuildItem {

    private final ResolvedDependency application;
    private final List<Path> applicationRoots;
    private final Set<Path> testRoots;

    private ClassPathFoldersBuildItem(ResolvedDependency application, List<Path> applicationRoots, Set<Path> testRoots) {
        this.application = application;
        this.applicationRoots = applicationRoots;
        this.testRoots = testRoots;
    }

    /**
     * @param application the application itself
     * @param model what it is built from
     * @param mode what it is built for; tests have roots of their own
     */
    public static ClassPathFoldersBuildItem of(ApplicationArchive application, CurateOutcomeBuildItem model, LaunchMode mode) {
        List<Path> roots = new ArrayList<>();
        application.getRootDirectories().forEach(roots::add);
        ResolvedDependency artifact = model.getApplicationModel().getAppArtifact();
        Set<Path> tests = mode == LaunchMode.TEST ? testRoots(roots, artifact) : Set.of();
        return new ClassPathFoldersBuildItem(artifact, roots, tests);
    }

    /** Quarkus puts the tests' roots before the application's; a lone root is the application, whatever it is called. */
    private static Set<Path> testRoots(List<Path> roots, ResolvedDependency application) {
        Set<Path> main = mainOutputs(application.getWorkspaceModule());
        if (roots.stream().noneMatch(main::contains)) {
            return roots.isEmpty() ? Set.of() : Set.copyOf(roots.subList(0, roots.size() - 1));
        }
        Set<Path> tests = new TreeSet<>(roots);
        tests.removeAll(main);
        return tests;
    }

    private static Set<Path> mainOutputs(WorkspaceModule module) {
        Set<Path> outputs = new TreeSet<>();
        if (module != null && module.hasMainSources()) {
            ArtifactSources main = module.getMainSources();
            for (SourceDir directory : main.getSourceDirs()) {
                outputs.add(directory.getOutputDir());
            }
            for (SourceDir directory : main.getResourceDirs()) {
                outputs.add(directory.getOutputDir());
            }
        }
        return outputs;
    }

    /** Every folder of this name, the application's first. */
    public List<SourceRoot> named(String location) {
        List<SourceRoot> folders = new ArrayList<>(inApplication(location));
        QuarkusClassLoader.getElements(location, false).stream()
                .filter(ClassPathElement::isRuntime)
                .filter(element -> !isApplication(element))
                .sorted(Comparator.comparing(ClassPathFoldersBuildItem::name))
                .forEach(element -> addFolders(element, location, folders));
        return folders;
    }

    /** The folders of this name in the application and its tests alone. */
    public List<SourceRoot> inApplication(String location) {
        List<SourceRoot> folders = new ArrayList<>();
        for (Path root : applicationRoots) {
            Path folder = root.resolve(location);
            if (Files.isDirectory(folder)) {
                folders.add(testRoots.contains(root) ? SourceRoot.test(folder, location)
                        : SourceRoot.application(folder, location));
            }
        }
        return folders;
    }

    /** Whether the tests bring a file of this path, theirs alone or in place of the application's. */
    public boolean inTests(String path) {
        return testRoots.stream().anyMatch(root -> Files.exists(root.resolve(path)));
    }

    /** Packaging reads the application from its classes, and has it on the class path as a jar too. */
    private boolean isApplication(ClassPathElement element) {
        return applicationRoots.contains(element.getRoot()) || application.getResolvedPaths().contains(element.getRoot());
    }

    private static void addFolders(ClassPathElement element, String location, List<SourceRoot> folders) {
        element.apply(tree -> {
            tree.acceptAll(location, visit -> {
                if (visit != null && Files.isDirectory(visit.getPath())) {
                    folders.add(SourceRoot.library(visit.getPath(), location, name(element)));
                }
            });
            return null;
        });
    }

    private static String name(ClassPathElement element) {
        ArtifactKey key = element.getDependencyKey();
        return key == null ? element.getRoot().getFileName().toString() : key.toGacString();
    }
}
