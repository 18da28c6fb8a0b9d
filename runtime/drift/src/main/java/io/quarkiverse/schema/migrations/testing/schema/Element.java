package io.quarkiverse.schema.migrations.testing.schema;

/**
 * One thing in a schema, in words.
 *
 * @param owner the table, view or other object that it is or belongs to, with its kind
 * @param part what of the owner it is; empty for the owner itself
 * @param text all that there is to say about it; may be empty
 */
public record Element(String owner, String part, String text) {

    /** The owner itself. */
    static Element of(String owner, String text) {
        return new Element(owner, "", text);
    }

    /** A part of this one. */
    Element with(String itsPart, String itsText) {
        return new Element(owner, itsPart, itsText);
    }

    /** Where in the schema it is, for people. */
    public String place() {
        return part.isEmpty() ? owner : owner + ", " + part;
    }
}
