package io.quarkiverse.schema.migrations.jukebox;

/** A database of the jukebox could not be brought up to date. */
public class JukeboxException extends Exception {

    private static final long serialVersionUID = 1L;

    public JukeboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
