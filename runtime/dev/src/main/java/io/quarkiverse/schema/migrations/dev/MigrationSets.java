package io.quarkiverse.schema.migrations.dev;

import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.inject.Any;

import io.quarkiverse.schema.migrations.MigrationSetName;
import io.quarkiverse.schema.migrations.StartProgress;
import io.quarkiverse.schema.migrations.runtime.SetCommands;
import io.quarkiverse.schema.migrations.runtime.config.SetKey;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InstanceHandle;

/** The sets of the application, whether they are active or not. */
final class MigrationSets {

    private MigrationSets() {
    }

    /**
     * One set.
     *
     * @param name its name
     * @param handle its bean, which must not be made of an inactive one
     */
    record MigrationSetBean(String name, InstanceHandle<SetCommands> handle) {

        /** Why it cannot be used; empty when it can. */
        Optional<String> inactive() {
            ActiveResult active = handle.getBean().checkActive();
            return active.value() ? Optional.empty() : Optional.of(active.inactiveReason());
        }

        SetCommands commands() {
            return handle.get();
        }

        /** How the application's start went with it. */
        Optional<StartProgress> start() {
            return Arc.container().select(StartProgress.class, Any.Literal.INSTANCE).stream()
                    .filter(start -> start.set().equals(name)).findFirst();
        }
    }

    /** The default set first, the others by their names. */
    static List<MigrationSetBean> all() {
        return Arc.container().select(SetCommands.class, Any.Literal.INSTANCE).handlesStream()
                .map(handle -> new MigrationSetBean(name(handle.getBean()), handle))
                .sorted(Comparator.comparing((MigrationSetBean set) -> !set.name().equals(SetKey.DEFAULT_SET))
                        .thenComparing(MigrationSetBean::name))
                .toList();
    }

    private static String name(InjectableBean<?> bean) {
        for (Annotation qualifier : bean.getQualifiers()) {
            if (qualifier instanceof MigrationSetName name) {
                return name.value();
            }
        }
        return SetKey.DEFAULT_SET;
    }
}
