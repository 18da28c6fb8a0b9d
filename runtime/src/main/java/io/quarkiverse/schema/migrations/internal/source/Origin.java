package io.quarkiverse.schema.migrations.internal.source;

/** Whose files a source root holds; decides who may override whom and who is to blame for an unrecognized file. */
public enum Origin {
    /** Resources of the application's tests. They override the application's own by path. */
    TEST,
    /** Resources of the application itself. */
    APPLICATION,
    /** Resources of a dependency. What fits no layout there is none of the application's doing: a warning. */
    LIBRARY,
    /** A directory of the file system, read at run time. */
    DIRECTORY
}
