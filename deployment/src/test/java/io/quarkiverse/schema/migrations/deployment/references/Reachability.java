package io.quarkiverse.schema.migrations.deployment.references;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

import io.quarkiverse.schema.migrations.deployment.references.ClassFiles.Method;

/**
 * What the code of a packaged application reaches, as far as it is this extension's or was generated for it: method by method,
 * a virtual call leads to the classes of which an instance is made. Everything that a reached method names is looked for, as
 * the builder of native executables does, which links all of it when it builds. The bodies of methods of other libraries are
 * theirs; what they may call of ours is reached as soon as there is an instance.
 */
final class Reachability {

    private static final String OURS = "io/quarkiverse/schema/migrations/";

    private final ClassFiles classes;
    private final Deque<Method> open = new ArrayDeque<>();
    /** The classes that the build has generated and that name the extension. */
    private final Set<String> generated = new HashSet<>();
    private final Set<String> reached = new HashSet<>();
    private final SortedSet<String> reachedClasses = new TreeSet<>();
    private final Set<String> instantiated = new LinkedHashSet<>();
    private final Set<String> initialized = new HashSet<>();
    /** Virtual calls, by name and descriptor: the types through which they were made. */
    private final Map<String, Set<String>> calls = new HashMap<>();
    private final Map<String, Boolean> complete = new HashMap<>();
    private final SortedSet<String> unresolved = new TreeSet<>();
    private final SortedSet<String> forbidden = new TreeSet<>();
    private String where = "";

    Reachability(ClassFiles classes) {
        this.classes = classes;
    }

    /** What does not exist, each with the place that names it. */
    SortedSet<String> unresolved() {
        return unresolved;
    }

    /** Calls for things that are not there in an executable unless they are registered. */
    SortedSet<String> forbidden() {
        return forbidden;
    }

    /** The classes of the extension that are reached. */
    List<String> classes() {
        return reachedClasses.stream().filter(name -> isOurs(name)).map(name -> name.replace('/', '.')).toList();
    }

    /** How many methods of the extension are reached. */
    long methods() {
        return reached.stream().filter(name -> isOurs(name)).count();
    }

    private boolean isOurs(String name) {
        return name.startsWith(OURS);
    }

    private boolean isFollowed(String owner) {
        return isOurs(owner) || generated.contains(owner);
    }

    /** Begins with whatever the build has generated that names the extension, and with the services that it offers. */
    Reachability fromGeneratedCode() throws IOException {
        for (String name : classes.ofApplication()) {
            ClassNode node = classes.find(name).orElseThrow();
            List<MethodNode> entries = isWritten(name) ? List.of()
                    : node.methods.stream().filter(method -> isOurs(name) || names(method)).toList();
            if (!entries.isEmpty()) {
                generated.add(name);
                entries.forEach(method -> enter(new Method(name, method)));
                instantiate(name);
            }
        }
        classes.services().forEach((service, providers) -> {
            where = "META-INF/services/" + service;
            for (String provider : providers) {
                String name = provider.replace('.', '/');
                if (isOurs(name)) {
                    require(name);
                    create(name);
                }
            }
        });
        return this;
    }

    /** Begins with the methods of a class as well, which are called from outside. */
    Reachability fromMethodsOf(Class<?> type) {
        String owner = Type.getInternalName(type);
        where = "entry point";
        for (MethodNode method : classes.find(owner).orElseThrow().methods) {
            if (Modifier.isStatic(method.access)) {
                enter(new Method(owner, method));
            } else {
                call(type.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL, owner, method.name, method.desc);
            }
        }
        return this;
    }

    /** Begins with an instance of a class as well. */
    Reachability instantiating(Class<?> type) {
        where = "entry point";
        create(Type.getInternalName(type));
        return this;
    }

    /** Written by hand, in the extension; the build generates beans into the same packages. */
    private boolean isWritten(String name) {
        return Reachability.class.getClassLoader().getResource(name + ".class") != null;
    }

    private boolean names(MethodNode method) {
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof MethodInsnNode call && (call.owner + call.desc).contains(OURS)
                    || each instanceof TypeInsnNode type && type.desc.contains(OURS)
                    || each instanceof FieldInsnNode field && (field.owner + field.desc).contains(OURS)
                    || each instanceof LdcInsnNode constant && constant.cst.toString().contains(OURS)) {
                return true;
            }
        }
        return method.desc.contains(OURS);
    }

    /** Goes all the way. */
    Reachability follow() {
        while (!open.isEmpty()) {
            Method method = open.poll();
            where = method.toString();
            look(method.node());
        }
        return this;
    }

    private void enter(Method method) {
        if (isFollowed(method.owner()) && reached.add(method.owner() + "." + method.node().name + method.node().desc)) {
            reachedClasses.add(method.owner());
            open.add(method);
        }
    }

    private void look(MethodNode method) {
        requireAll(method.desc);
        method.exceptions.forEach(this::require);
        method.tryCatchBlocks.stream().filter(block -> block.type != null).forEach(block -> require(block.type));
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof MethodInsnNode call) {
                call(call.getOpcode(), call.owner, call.name, call.desc);
            } else if (each instanceof FieldInsnNode field) {
                field(field);
            } else if (each instanceof TypeInsnNode type) {
                require(Type.getObjectType(type.desc));
                if (type.getOpcode() == Opcodes.NEW) {
                    instantiate(type.desc);
                }
            } else if (each instanceof MultiANewArrayInsnNode array) {
                require(Type.getType(array.desc));
            } else if (each instanceof LdcInsnNode constant) {
                constant(constant.cst);
            } else if (each instanceof InvokeDynamicInsnNode dynamic) {
                requireAll(dynamic.desc);
                constant(dynamic.bsm);
                Arrays.stream(dynamic.bsmArgs).forEach(this::constant);
            }
        }
    }

    private void field(FieldInsnNode field) {
        require(Type.getType(field.desc));
        if (require(Type.getObjectType(field.owner)) && !classes.hasField(field.owner, field.name, field.desc)) {
            miss(field.owner + "." + field.name);
        }
        if (field.getOpcode() == Opcodes.GETSTATIC || field.getOpcode() == Opcodes.PUTSTATIC) {
            initialize(field.owner);
        }
    }

    private void constant(Object constant) {
        if (constant instanceof Type type) {
            if (type.getSort() == Type.METHOD) {
                requireAll(type.getDescriptor());
            } else {
                require(type);
                // what is handed over as a class may be made an instance of
                ClassFiles.classOf(type).filter(name -> isFollowed(name) && !isWritten(where(name))).ifPresent(this::create);
            }
        } else if (constant instanceof Handle handle) {
            if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
                require(Type.getType(handle.getDesc()));
            } else {
                call(switch (handle.getTag()) {
                    case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
                    case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
                    case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                    default -> Opcodes.INVOKESPECIAL;
                }, handle.getOwner(), handle.getName(), handle.getDesc());
                if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                    instantiate(handle.getOwner());
                }
            }
        } else if (constant instanceof ConstantDynamic dynamic) {
            constant(dynamic.getBootstrapMethod());
        }
    }

    private String where(String name) {
        int end = where.indexOf('(');
        String method = end < 0 ? where : where.substring(0, end);
        return method.substring(0, Math.max(0, method.lastIndexOf('.'))).replace('.', '/');
    }

    private void call(int opcode, String owner, String name, String descriptor) {
        requireAll(descriptor);
        if (owner.startsWith("[")) {
            require(Type.getObjectType(owner));
            return;
        }
        if (!require(owner)) {
            return;
        }
        Optional<Method> found = classes.method(owner, name, descriptor);
        if (found.isEmpty()) {
            if (!isSignaturePolymorphic(owner)) {
                miss(owner + "." + name + descriptor);
            }
            return;
        }
        refuse(found.get());
        if (opcode == Opcodes.INVOKESTATIC) {
            initialize(owner);
        }
        if (opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKESPECIAL) {
            enter(found.get());
        } else if (calls.computeIfAbsent(name + descriptor, call -> new HashSet<>()).add(owner)) {
            enter(found.get());
            instantiated.forEach(type -> dispatch(type, owner, name, descriptor));
        }
    }

    private static boolean isSignaturePolymorphic(String owner) {
        return owner.equals("java/lang/invoke/MethodHandle") || owner.equals("java/lang/invoke/VarHandle");
    }

    private void dispatch(String type, String owner, String name, String descriptor) {
        if (classes.hierarchy(type).contains(owner)) {
            classes.method(type, name, descriptor).ifPresent(this::enter);
        }
    }

    private void instantiate(String type) {
        if (!isFollowed(type) || !instantiated.add(type)) {
            return;
        }
        reachedClasses.add(type);
        initialize(type);
        calls.forEach((signature, owners) -> {
            int end = signature.indexOf('(');
            owners.forEach(owner -> dispatch(type, owner, signature.substring(0, end), signature.substring(end)));
        });
        // what others may call
        for (String supertype : classes.hierarchy(type)) {
            if (!isFollowed(supertype)) {
                List<MethodNode> methods = new ArrayList<>(classes.find(supertype).map(node -> node.methods).orElse(List.of()));
                methods.stream().filter(method -> !Modifier.isStatic(method.access) && !method.name.startsWith("<"))
                        .forEach(method -> dispatch(type, supertype, method.name, method.desc));
            }
        }
    }

    private void create(String type) {
        ClassNode node = classes.find(type).orElse(null);
        if (node != null && !Modifier.isAbstract(node.access)) {
            node.methods.stream().filter(method -> method.name.equals("<init>") && method.desc.equals("()V"))
                    .forEach(constructor -> {
                        enter(new Method(type, constructor));
                        instantiate(type);
                    });
        }
    }

    private void initialize(String type) {
        if (isFollowed(type) && initialized.add(type)) {
            ClassNode node = classes.find(type).orElse(null);
            if (node != null) {
                node.methods.stream().filter(method -> method.name.equals("<clinit>"))
                        .forEach(method -> enter(new Method(type, method)));
                if (node.superName != null) {
                    initialize(node.superName);
                }
            }
        }
    }

    private void requireAll(String methodDescriptor) {
        require(Type.getReturnType(methodDescriptor));
        Arrays.stream(Type.getArgumentTypes(methodDescriptor)).forEach(this::require);
    }

    private boolean require(Type type) {
        return ClassFiles.classOf(type).map(this::require).orElse(true);
    }

    /** Whether the class, and all that it extends and implements, is there. */
    private boolean require(String name) {
        if (isFollowed(name)) {
            reachedClasses.add(name);
        }
        boolean found = complete.computeIfAbsent(name,
                each -> classes.hierarchy(each).stream().allMatch(type -> classes.find(type).isPresent()));
        if (!found) {
            classes.hierarchy(name).stream().filter(type -> classes.find(type).isEmpty()).forEach(this::miss);
        }
        return found;
    }

    private void miss(String what) {
        unresolved.add(where + " -> " + what.replace('/', '.'));
    }

    private void refuse(Method called) {
        String place = where(where);
        if (isOurs(place) && isWritten(place) && Lookups.isOne(called.owner(), called.node().name)) {
            forbidden.add(
                    where.replaceFirst("\\(.*", "") + " -> " + called.owner().replace('/', '.') + "." + called.node().name);
        }
    }
}
