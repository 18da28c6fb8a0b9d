package io.quarkiverse.schema.migrations.report;

/** Whether a migration of the sources was compared with what is applied of it. */
public enum Verification {

    /** The checksums were compared; when they differ, the state says so. */
    VERIFIED("verified"),
    /** There is no checksum in the history or none in the sources, as of a migration in Java. */
    NOT_VERIFIED("not verified");

    private final String word;

    Verification(String word) {
        this.word = word;
    }

    /** The word for people. */
    public String word() {
        return word;
    }
}
