/// The listings that the command lines of clouds print: interfaces, machines, subnets, networks and public addresses of
/// Azure (`az`), AWS (`aws`) and Google (`gcloud`), read together and joined to allocations.
///
/// What an object is is told by what is in it, never by the file's name. Each object is read alone ([AzureObjects],
/// [AwsObjects], [GoogleObjects]) into the facts of a [CloudEstate]; when all files are read, [CloudJoin] follows
/// address to interface to machine and lays their tags one over the other. A private address belongs to the routing
/// domain of its virtual network ([CloudNetworks]), a public one to the default one. Start at [CloudListing].
@NullMarked
package io.segwright.collectors.imports.cloud;

import org.jspecify.annotations.NullMarked;
