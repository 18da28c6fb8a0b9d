package io.quarkiverse.schema.migrations.internal.dialect;

/** The statements that tell the history about one statement of a script; each is made when it is asked for. */
public interface StatementNotes {

    /**
     * Notes that the statement is about to run, and that all before it are done.
     *
     * @param found an expression for a text: what there is to be seen before it has run
     */
    String begun(String found);

    /** Notes that the statement, and all before it, are done. */
    String done();
}
