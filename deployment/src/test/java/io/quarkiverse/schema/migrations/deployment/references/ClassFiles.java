package io.quarkiverse.schema.migrations.deployment.references;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** The classes of a packaged application and those of the JDK, by their internal names. */
final class ClassFiles implements AutoCloseable {

    private static final String SERVICES = "META-INF/services/";

    private final JarFile application;
    private final List<JarFile> jars = new ArrayList<>();
    private final Map<String, Optional<ClassNode>> read = new HashMap<>();
    private final Map<String, Optional<ClassNode>> ofJdk;
    private final Map<String, Set<String>> supertypes = new HashMap<>();

    /** @param ofJdk those classes of the JDK that were read already; more are added */
    ClassFiles(NativeSources sources, Map<String, Optional<ClassNode>> ofJdk) throws IOException {
        this.ofJdk = ofJdk;
        application = new JarFile(sources.folder().resolve("application-runner.jar").toFile());
        jars.add(application);
        try (Stream<Path> libraries = Files.list(sources.folder().resolve("lib"))) {
            for (Path library : libraries.sorted().toList()) {
                jars.add(new JarFile(library.toFile()));
            }
        }
    }

    /** The class; empty when neither the application nor the JDK has it. */
    Optional<ClassNode> find(String name) {
        Optional<ClassNode> known = read.get(name);
        if (known == null) {
            known = read(name);
            read.put(name, known);
        }
        return known;
    }

    private Optional<ClassNode> read(String name) {
        String file = name + ".class";
        try {
            for (JarFile jar : jars) {
                JarEntry entry = jar.getJarEntry(file);
                if (entry != null) {
                    return Optional.of(parsed(jar.getInputStream(entry)));
                }
            }
            Optional<ClassNode> known = ofJdk.get(name);
            if (known == null) {
                // not the class loader of this test, which has drivers that the application lacks
                InputStream found = ClassLoader.getPlatformClassLoader().getResourceAsStream(file);
                known = found == null ? Optional.empty() : Optional.of(parsed(found));
                ofJdk.put(name, known);
            }
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassNode parsed(InputStream file) throws IOException {
        try (file) {
            ClassNode node = new ClassNode();
            new ClassReader(file).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return node;
        }
    }

    /** The names of the classes that the application itself has, those that the build has generated among them. */
    List<String> ofApplication() {
        List<String> names = new ArrayList<>();
        for (Enumeration<JarEntry> entries = application.entries(); entries.hasMoreElements();) {
            String entry = entries.nextElement().getName();
            if (entry.endsWith(".class") && !entry.startsWith("META-INF/")) {
                names.add(entry.substring(0, entry.length() - ".class".length()));
            }
        }
        return names;
    }

    boolean isOfApplication(String name) {
        return application.getJarEntry(name + ".class") != null;
    }

    /** The classes that service files name, by the service; of all jars. */
    Map<String, Set<String>> services() throws IOException {
        Map<String, Set<String>> services = new TreeMap<>();
        for (JarFile jar : jars) {
            for (JarEntry entry : jar.stream().filter(each -> each.getName().startsWith(SERVICES) && !each.isDirectory())
                    .toList()) {
                Set<String> providers = services.computeIfAbsent(entry.getName().substring(SERVICES.length()),
                        service -> new LinkedHashSet<>());
                new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8).lines()
                        .map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty())
                        .forEach(providers::add);
            }
        }
        return services;
    }

    /** The class itself and all that it extends and implements; what is missing is among them. */
    Set<String> hierarchy(String name) {
        Set<String> known = supertypes.get(name);
        if (known == null) {
            Set<String> all = new LinkedHashSet<>(Set.of(name));
            find(name).ifPresent(node -> {
                if (node.superName != null) {
                    all.addAll(hierarchy(node.superName));
                }
                node.interfaces.forEach(each -> all.addAll(hierarchy(each)));
            });
            all.add("java/lang/Object");
            supertypes.put(name, all);
            known = all;
        }
        return known;
    }

    /** The method that a call finds, seen from a class; empty when there is none. */
    Optional<Method> method(String owner, String name, String descriptor) {
        for (String each : hierarchy(owner)) {
            Optional<MethodNode> found = find(each).stream().flatMap(node -> node.methods.stream())
                    .filter(method -> method.name.equals(name) && method.desc.equals(descriptor)).findFirst();
            if (found.isPresent()) {
                return Optional.of(new Method(each, found.get()));
            }
        }
        return Optional.empty();
    }

    boolean hasField(String owner, String name, String descriptor) {
        for (String each : hierarchy(owner)) {
            Optional<FieldNode> found = find(each).stream().flatMap(node -> node.fields.stream())
                    .filter(field -> field.name.equals(name) && field.desc.equals(descriptor)).findFirst();
            if (found.isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** The class that a type means; empty for a primitive one. */
    static Optional<String> classOf(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        return element.getSort() == Type.OBJECT ? Optional.of(element.getInternalName()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : jars) {
            jar.close();
        }
    }

    /** A method, and the class that has it. */
    record Method(String owner, MethodNode node) {

        @Override
        public String toString() {
            return owner.replace('/', '.') + "." + node.name + node.desc;
        }
    }
}
