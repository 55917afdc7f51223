package io.segwright.collectors.imports.cloud;

import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.net.Vrf;
import java.util.Map;

/// What one object of a listing says. Keys are the cloud's own ids in lower case; an empty one is "none".
sealed interface CloudFact {
    /// A virtual machine.
    ///
    /// @param qualifier tells it from another one of that name, e.g. its resource group
    record Machine(String key, String name, String qualifier, Map<String, String> tags)
            implements CloudFact {
        public Machine {
            tags = Map.copyOf(tags);
        }
    }

    /// A network interface.
    record Port(String key, String machine, Map<String, String> tags) implements CloudFact {
        public Port {
            tags = Map.copyOf(tags);
        }
    }

    /// That an address or a prefix belongs to something.
    ///
    /// @param closeness whose word counts more where several objects name one prefix
    /// @param tags of the object itself
    /// @param at file, line and column
    record Holding(
            Vrf vrf,
            Prefix prefix,
            Closeness closeness,
            String subscription,
            String port,
            String machine,
            Map<String, String> tags,
            String at)
            implements CloudFact {
        public Holding {
            tags = Map.copyOf(tags);
        }
    }

    /// How near an object is to the prefix that it names, the nearest first.
    enum Closeness {
        ADDRESS,
        PORT,
        MACHINE,
        SUBNET,
        NETWORK
    }
}
