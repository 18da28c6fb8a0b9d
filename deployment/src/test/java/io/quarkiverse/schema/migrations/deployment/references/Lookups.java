package io.quarkiverse.schema.migrations.deployment.references;

import java.util.Map;
import java.util.Set;

/** Methods of the JDK that look for something by its name when the application runs. */
final class Lookups {

    private static final Map<String, Set<String>> ALL = Map.of(
            "java/lang/Class", Set.of("forName", "newInstance", "getResource", "getResourceAsStream", "getMethod", "getMethods",
                    "getDeclaredMethod", "getDeclaredMethods", "getField", "getFields", "getDeclaredField", "getDeclaredFields",
                    "getConstructor", "getConstructors", "getDeclaredConstructor", "getDeclaredConstructors"),
            "java/lang/ClassLoader", Set.of("loadClass", "getResource", "getResources", "resources", "getResourceAsStream",
                    "getSystemResource", "getSystemResources", "getSystemResourceAsStream"),
            "java/lang/Module", Set.of("getResourceAsStream"),
            "java/util/ServiceLoader", Set.of("load", "loadInstalled"),
            "java/util/ResourceBundle", Set.of("getBundle"),
            "java/lang/reflect/Proxy", Set.of("newProxyInstance", "getProxyClass"),
            "java/lang/reflect/Constructor", Set.of("newInstance"),
            "java/lang/reflect/Method", Set.of("invoke"),
            "java/lang/invoke/MethodHandles$Lookup", Set.of("findClass", "findVirtual", "findStatic", "findConstructor",
                    "findSpecial", "findGetter", "findVarHandle"),
            "java/io/ObjectInputStream", Set.of("<init>", "readObject"));

    private Lookups() {
    }

    static boolean isOne(String owner, String method) {
        return ALL.getOrDefault(owner, Set.of()).contains(method)
                || owner.equals("java/io/ObjectOutputStream");
    }
}
