package io.quarkiverse.schema.migrations.testing.schema;

/** Whether a column takes NULL. */
public enum Nullability {
    /** It does. */
    NULLABLE("nullable"),
    /** It does not. */
    NOT_NULL("NOT NULL");

    private final String word;

    Nullability(String word) {
        this.word = word;
    }

    /** The word for people. */
    public String word() {
        return word;
    }
}
