package io.quarkiverse.schema.migrations.deployment.items;

import io.quarkiverse.schema.migrations.runtime.CommandObserver;
import io.quarkus.builder.item.MultiBuildItem;

/** Who observes the commands of all sets, because the application has the extension that wants to know. */
public final class ObserverBuildItem extends MultiBuildItem {

    private final CommandObserver observer;

    /**
     * @param observer recorded as a call of its constructor, which has no parameters
     */
    public ObserverBuildItem(CommandObserver observer) {
        this.observer = observer;
    }

    public CommandObserver observer() {
        return observer;
    }
}
