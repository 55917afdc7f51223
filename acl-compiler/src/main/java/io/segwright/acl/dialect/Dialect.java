package io.segwright.acl.dialect;

import java.util.List;

/// A platform's words for access lists. Instances hold no state: one may be shared.
///
/// One file holds either the one list of a device's management plane or the lists of its interfaces.
public sealed interface Dialect permits NfTables, Ios {
    /// `nft` or `ios`: the ending of its files.
    String suffix();

    /// Writes one file.
    ///
    /// @param device for the heading
    /// @param lists exactly one for [Place.OwnAddresses], or any number for interfaces and bridges
    /// @throws IllegalArgumentException when the two are mixed, or a place or a name occurs twice
    Rendering render(String device, List<BoundList> lists);

    /// Reads what [#render] wrote, from the text alone.
    ///
    /// @param file how messages name the text
    Parsing parse(String file, String text);
}
