package io.quarkiverse.schema.migrations.internal.script;

import java.io.IOException;

/** Which comments the server executes. */
enum ExecutableComments {

    /** {@code /*!} */
    OF_MYSQL,
    /** {@code /*!} and {@code /*M!} */
    OF_MARIADB;

    /** The line with which MariaDB's dumps begin: a switch of its client, behind a version that no server has. */
    static final String SANDBOX = "/*M!999999\\-";

    /**
     * The number of characters that open such a comment, its version included.
     *
     * @param in in front of the comment
     * @return 0 when it is not one that the server executes
     */
    int opening(Cursor in) throws IOException {
        int length;
        if (in.startsWith("/*!")) {
            length = 3;
        } else if (this == OF_MARIADB && in.startsWith("/*M!") && !in.startsWith(SANDBOX)) {
            length = 4;
        } else {
            return 0;
        }
        while (in.peek(length) >= '0' && in.peek(length) <= '9') {
            length++;
        }
        return length;
    }
}
