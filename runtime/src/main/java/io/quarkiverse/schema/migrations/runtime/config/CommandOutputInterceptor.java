package io.quarkiverse.schema.migrations.runtime.config;

import java.util.Map;
import java.util.OptionalInt;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;

/** Keeps standard output for the result of a command: no banner, and the log goes to standard error. */
public final class CommandOutputInterceptor implements ConfigSourceInterceptor, ConfigSourceInterceptorFactory {

    private static final long serialVersionUID = 1L;
    private static final int PRIORITY = Priorities.LIBRARY + 600;

    private static final String COMMAND = SetKey.PREFIX + ".command";
    private static final Map<String, String> KEYS = Map.of("quarkus.banner.enabled", "false", "quarkus.log.console.stderr",
            "true");

    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
        return this;
    }

    /** Not an annotation: that would be read, and a class made for it, at every start. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(PRIORITY);
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        String value = KEYS.get(name);
        return value != null && isExiting(context.proceed(COMMAND))
                ? ConfigValue.builder().withName(name).withValue(value).build()
                : context.proceed(name);
    }

    /** By its text: a word that is no command is refused in another place. */
    private static boolean isExiting(ConfigValue command) {
        String word = command == null ? null : command.getValue();
        return word != null && !word.isBlank() && !word.equals("none") && !word.equals("skip");
    }
}
