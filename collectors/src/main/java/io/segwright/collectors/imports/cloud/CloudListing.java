package io.segwright.collectors.imports.cloud;

import io.segwright.collectors.imports.AllocationImport;
import io.segwright.collectors.imports.text.ImportErrors;
import io.segwright.collectors.imports.text.JsonText;
import io.segwright.collectors.imports.text.SourceFile;
import io.segwright.collectors.imports.text.SourceFormatException;
import io.segwright.collectors.imports.text.SourceNode;
import io.segwright.inventory.attribute.Allocation;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads listings of one estate together: `az network nic list`, `az vm list -d`, `aws ec2 describe-instances`,
/// `gcloud compute instances list --format json` and their like, in any mixture and order.
///
/// Object by object, so that a large file never is in memory as a whole. A list, an object that wraps lists, or one
/// object alone, on one line or many. All or nothing over all files.
public final class CloudListing {
    private static final long FILE_BYTES_MAX = 4L << 30; // an interface of Azure has about 3 kB

    private static final Set<String> WRAPPERS = wrappers();

    private final ImportErrors errors;
    private final AzureObjects azure;
    private final AwsObjects aws;
    private final GoogleObjects google;

    private CloudListing(String name, CloudEstate estate) {
        this.errors = new ImportErrors(name);
        this.azure = new AzureObjects(estate);
        this.aws = new AwsObjects(estate);
        this.google = new GoogleObjects(estate);
    }

    private static Set<String> wrappers() {
        Set<String> wrappers = new HashSet<>(AwsObjects.WRAPPERS);
        wrappers.addAll(List.of("value", "data", "items")); // az rest, az graph query, Google's API
        return Set.copyOf(wrappers);
    }

    /// @param files of one estate, each with what one command printed
    /// @param from since when they hold: a listing says what is, not since when
    /// @throws IOException a file cannot be read at all; its message is for a person
    public static AllocationImport read(List<SourceFile> files, CloudMapping mapping, Instant from)
            throws IOException {
        ImportErrors errors = new ImportErrors(files.isEmpty() ? "" : files.getFirst().name());
        CloudEstate estate = new CloudEstate(mapping.networks());
        for (SourceFile file : files) {
            CloudListing listing = new CloudListing(file.name(), estate);
            listing.read(file);
            errors.addAll(listing.errors);
        }
        List<Allocation> allocations = List.of();
        if (errors.isEmpty()) {
            allocations = new CloudJoin(estate, mapping, errors, from).allocations();
        }
        if (errors.isEmpty() && allocations.isEmpty()) {
            errors.add("holds no addresses; want what az, aws or gcloud list as JSON");
        }
        return errors.isEmpty()
                ? new AllocationImport.Imported(allocations, estate.leftOut())
                : new AllocationImport.Refused(errors.kept(), errors.total());
    }

    private void read(SourceFile file) throws IOException {
        try {
            file.<Boolean>read(
                    FILE_BYTES_MAX,
                    in -> {
                        JsonText.records(in, WRAPPERS, this::take, this::beside);
                        return true;
                    });
        } catch (SourceFormatException e) {
            errors.add(e);
        }
    }

    private void take(SourceNode node) {
        try {
            CloudObject object = CloudObject.of(errors.name(), node);
            if (AzureObjects.is(object)) {
                azure.take(object);
            } else if (GoogleObjects.is(object)) {
                google.take(object);
            } else if (AwsObjects.is(object)) {
                aws.take(object);
            } else {
                throw object.fault(
                        "is of no known kind: want an object that az (with its id), aws ec2 or gcloud compute (with its selfLink) lists");
            }
        } catch (SourceFormatException e) {
            errors.add(e);
        }
    }

    /// A part of a listing would leave addresses without their owner, and nobody would know.
    private void beside(SourceNode node) throws SourceFormatException {
        CloudObject rest = CloudObject.of(errors.name(), node);
        for (String more : List.of("NextToken", "nextLink", "nextPageToken", "skip_token")) {
            if (!rest.text(more).isEmpty()) {
                throw new SourceFormatException(
                        rest.node(more),
                        more + " says that the listing goes on: list it whole, without a limit");
            }
        }
    }
}
