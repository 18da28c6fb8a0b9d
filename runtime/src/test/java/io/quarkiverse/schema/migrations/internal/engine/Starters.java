package io.quarkiverse.schema.migrations.internal.engine;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How many processes start at once: as the system property {@code starters} lists them; 2 and 8 in the ordinary build. */
final class Starters {

    private Starters() {
    }

    static IntStream processes() {
        return Arrays.stream(System.getProperty("starters", "2,8").split(",")).mapToInt(Integer::parseInt);
    }
}
