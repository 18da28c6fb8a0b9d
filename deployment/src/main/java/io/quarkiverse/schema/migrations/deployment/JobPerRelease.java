package io.quarkiverse.schema.migrations.deployment;

import java.util.List;
import java.util.regex.Pattern;

import io.dekorate.kubernetes.decorator.ApplicationContainerDecorator;
import io.dekorate.kubernetes.decorator.Decorator;
import io.dekorate.kubernetes.decorator.NamedResourceDecorator;
import io.dekorate.kubernetes.decorator.ResourceProvidingDecorator;
import io.fabric8.kubernetes.api.builder.TypedVisitor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.PodSpecFluent;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.quarkus.runtime.util.HashUtil;

/**
 * Makes manifests of which the next ones can be applied over the last. A Job cannot be changed, so its name ends with a hash
 * of all that it does. The pods wait by themselves; the init container that would wait for a Job of a constant name goes, and
 * the right to look at Jobs goes with the last of its kind.
 */
final class JobPerRelease extends Decorator<KubernetesListBuilder> {

    /** Long enough to read the log of a Job that has failed. */
    private static final int KEPT_SECONDS = 24 * 60 * 60;
    private static final int LONGEST_NAME = 63;
    private static final int HASH_LENGTH = 10;

    private static final Pattern OWN_WAITER = Pattern.compile("wait-for-.*schema-migrations");
    private static final String WAITER = "wait-for-";
    private static final String RIGHT = "view-jobs";

    private final String name;
    private final String migrations;

    /**
     * @param name the name that the Job has by now
     * @param migrations what the Job is for; another text is another Job
     */
    JobPerRelease(String name, String migrations) {
        this.name = name;
        this.migrations = migrations;
    }

    /** The contents are hashed as all others leave them; their common type is not understood here. */
    @Override
    @SuppressWarnings("unchecked")
    public Class<? extends Decorator>[] after() {
        return new Class[] { NamedResourceDecorator.class, ResourceProvidingDecorator.class,
                ApplicationContainerDecorator.class };
    }

    @Override
    public void visit(KubernetesListBuilder list) {
        boolean[] waits = new boolean[1];
        list.accept(new TypedVisitor<PodSpecFluent<?>>() {
            @Override
            public void visit(PodSpecFluent<?> pod) {
                pod.removeMatchingFromInitContainers(container -> OWN_WAITER.matcher(container.getName()).matches());
                waits[0] |= pod.hasMatchingInitContainer(container -> container.getName().startsWith(WAITER));
            }
        });
        List<HasMetadata> items = list.buildItems();
        list.withItems(items.stream().filter(item -> waits[0] || !isRightToLookAtJobs(item)).map(this::perRelease).toList());
    }

    private static boolean isRightToLookAtJobs(HasMetadata item) {
        return item instanceof Role && RIGHT.equals(item.getMetadata().getName())
                || item instanceof RoleBinding binding && RIGHT.equals(binding.getRoleRef().getName());
    }

    private HasMetadata perRelease(HasMetadata item) {
        if (!(item instanceof Job job) || !name.equals(job.getMetadata().getName())) {
            return item;
        }
        Job kept = new JobBuilder(job).editSpec().withTtlSecondsAfterFinished(KEPT_SECONDS).endSpec().build();
        String hash = HashUtil.sha256(migrations + '\n' + kept.getSpec()).substring(0, HASH_LENGTH);
        String beginning = name.substring(0, Math.min(name.length(), LONGEST_NAME - HASH_LENGTH - 1));
        return new JobBuilder(kept).editMetadata().withName(beginning + "-" + hash).endMetadata().build();
    }
}
