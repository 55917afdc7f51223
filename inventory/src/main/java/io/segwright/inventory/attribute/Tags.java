package io.segwright.inventory.attribute;

/// What an allocation is for, at three levels of depth, and who answers for it. An empty text is "not given".
///
/// @param service which service
/// @param subscription which subscription of that service
/// @param workload which VM or workload
/// @param environment e.g. `prod`
/// @param owner the accountable team or person
public record Tags(
        String service, String subscription, String workload, String environment, String owner) {
    public static final Tags NONE = new Tags("", "", "", "", "");

    /// These tags, with what they leave open taken from `outer`: tags inherit downwards.
    public Tags inheriting(Tags outer) {
        return new Tags(
                or(service, outer.service),
                or(subscription, outer.subscription),
                or(workload, outer.workload),
                or(environment, outer.environment),
                or(owner, outer.owner));
    }

    /// True where nothing is left to inherit.
    public boolean areComplete() {
        return !service.isEmpty()
                && !subscription.isEmpty()
                && !workload.isEmpty()
                && !environment.isEmpty()
                && !owner.isEmpty();
    }

    /// True where they say who answers, and for which service.
    public boolean nameServiceAndOwner() {
        return !service.isEmpty() && !owner.isEmpty();
    }

    private static String or(String own, String outer) {
        return own.isEmpty() ? outer : own;
    }
}
