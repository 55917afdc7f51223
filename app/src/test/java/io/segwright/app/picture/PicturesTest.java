package io.segwright.app.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segwright.app.picture.AddressMap.Patch;
import io.segwright.app.picture.CoverageChart.Point;
import io.segwright.app.picture.CoverageChart.Series;
import io.segwright.app.picture.UtilisationTree.Limits;
import io.segwright.app.picture.UtilisationTree.Row;
import io.segwright.inventory.net.IpFamily;
import io.segwright.inventory.net.Prefix;
import io.segwright.inventory.space.Block;
import io.segwright.inventory.space.SpaceTree;
import io.segwright.inventory.space.SpaceTree.Placed;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// The pictures, read back by an XML parser.
class PicturesTest {
    static final String HOSTILE =
            "</title><script>alert(1)</script>\"' onload=\"x\" &amp; \u202egpj.exe \u0000\ud800]]>";

    static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static Patch patch(String block, String key) throws Exception {
        return new Patch(Block.parse(block), key);
    }

    private static List<Element> cells(String svg) throws Exception {
        return elements(parsed(svg), "rect").stream()
                .filter(rect -> rect.getElementsByTagName("title").getLength() > 0)
                .toList();
    }

    @Test
    void aHostileNameIsTextAndNothingElse() throws Exception {
        Prefix prefix = Prefix.of("10.0.0.0/24");
        Instant at = Instant.parse("2026-04-01T00:00:00Z");
        for (String svg :
                List.of(
                        AddressMap.svg(
                                "m", prefix, List.of(patch("10.0.0.0/26", HOSTILE)), 4, HOSTILE),
                        GapBars.svg("g", Map.of(HOSTILE, 3L, "", 2L)),
                        CoverageChart.svg(
                                "c",
                                List.of(new Series(HOSTILE, List.of(new Point(at, 99)))),
                                OptionalDouble.of(99.3)))) {
            Document document = parsed(svg);
            assertThat(elements(document, "script")).isEmpty();
            assertThat(document.getDocumentElement().getTextContent())
                    .contains("</title><script>alert(1)</script>", "&amp;")
                    .doesNotContain("\u202e", "\u0000");
            for (Element element : elements(document, "*")) {
                assertThat(element.hasAttribute("onload")).isFalse();
                assertThat(element.hasAttribute("href")).isFalse();
            }
            Element root = document.getDocumentElement();
            assertThat(root.getAttribute("role")).isEqualTo("img");
            assertThat(elements(document, "title").getFirst().getTextContent()).isNotBlank();
        }
    }

    @Test
    void eachCellOfAMapIsWhereTheCurveHasItsAddresses() throws Exception {
        String svg =
                AddressMap.svg(
                        "m",
                        Prefix.of("10.0.0.0/24"),
                        List.of(patch("10.0.0.0/26", "web"), patch("10.0.0.200/32", "db")),
                        4,
                        "service");
        List<Element> cells = cells(svg);
        assertThat(cells).hasSize(64 + 1);
        Hilbert.Cell at = new Hilbert(4).cell(200);
        Element db = cells.getLast();
        assertThat(db.getTextContent()).isEqualTo("10.0.0.200 db");
        assertThat(Double.parseDouble(db.getAttribute("x")))
                .isCloseTo(20 + at.x() * 40.0, within(0.01));
        assertThat(Double.parseDouble(db.getAttribute("y")))
                .isCloseTo(70 + at.y() * 40.0, within(0.01));
        assertThat(db.getAttribute("fill")).isNotEqualTo(cells.getFirst().getAttribute("fill"));
    }

    @Test
    void mapsOfBothFamiliesAndAllSizesShowWhatIsSmallerThanACell() throws Exception {
        assertThat(cells(map("2001:db8::/32", "2001:db8::1/128"))).hasSize(1);
        assertThat(cells(map("::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"))).hasSize(1);
        assertThat(cells(map("0.0.0.0/0", "0.0.0.0/0"))).hasSize(256);
        assertThat(cells(map("10.0.0.1/32", "10.0.0.1/32"))).hasSize(1);
        assertThat(cells(map("10.0.0.0/31", "10.0.0.1/32"))).hasSize(2); // half an address each
        assertThat(cells(map("10.0.0.0/24", "10.0.0.0/8"))).hasSize(256);
        assertThat(cells(map("10.0.0.0/24", "10.1.0.0/16"))).isEmpty();
        assertThatThrownBy(() -> AddressMap.svg("m", Prefix.of("::/0"), List.of(), 9, "x"))
                .hasMessage("order 9: want 1..8");
    }

    private static String map(String prefix, String block) throws Exception {
        return AddressMap.svg("m", Prefix.of(prefix), List.of(patch(block, "a")), 4, "service");
    }

    @Test
    void moreHoldersThanColoursBecomeOneGrey() throws Exception {
        List<Patch> patches = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            patches.add(patch("10.0." + i / 256 + "." + i % 256, "service-" + i));
        }
        String svg = AddressMap.svg("m", Prefix.of("10.0.0.0/16"), patches, 6, "service");
        assertThat(svg).contains("4993 others");
        assertThat(cells(svg)).hasSize(5_000 / 16 + 1);
    }

    @Test
    void aTreeOfAMillionPrefixesShowsNoMoreThanItsLimitsAndCountsTheRest() {
        SpaceTree tree = new SpaceTree(IpFamily.V4);
        Placed root = new Placed(Prefix.of("10.0.0.0/8"), 1);
        tree.add(root.prefix(), 1);
        tree.add(Prefix.of("10.0.0.0/12"), 2);
        for (int i = 0; i < 1_000_000; i++) {
            tree.add(
                    new Prefix(io.segwright.inventory.net.IpAddress.v4((10 << 24) + i), 32), i + 3);
        }
        long before = tree.visits();
        List<Row> rows = UtilisationTree.of(tree, root, new Limits(5, 8, 50));
        assertThat(tree.visits() - before).isLessThan(5_000);
        assertThat(rows).hasSize(1 + 1 + 5 + 1);
        assertThat(rows.getLast().more()).isEqualTo(999_995);
        assertThat(rows.get(1).placed().prefix()).isEqualTo(Prefix.of("10.0.0.0/12"));
        assertThat(UtilisationTree.percent(rows.get(1).usage())).isEqualTo("95.36 %");
        assertThat(UtilisationTree.bar(rows.get(1).usage())).isEqualTo("███████████░");
        assertThat(UtilisationTree.free(rows.get(1).usage(), 32)).isEqualTo("48576");
    }

    @Test
    void aDeepTreeEndsAtItsDepthAndItsRows() {
        SpaceTree tree = new SpaceTree(IpFamily.V6);
        Placed root = new Placed(Prefix.of("::/0"), 1);
        for (int length = 0; length <= 128; length++) {
            tree.add(new Prefix(root.prefix().network(), length), length + 1);
        }
        assertThat(UtilisationTree.of(tree, root, new Limits(5, 3, 50)))
                .extracting(row -> row.branch() + row.placed().prefix().length() + " " + row.more())
                .containsExactly("0 0", "└─ 1 0", "   └─ 2 0", "      └─ 3 0", "         └─ 3 1");
        assertThat(UtilisationTree.of(tree, root, new Limits(5, 128, 10))).hasSize(11);
    }

    @Test
    void aChartOfOneMomentAndOfNoneIsStillAPicture() throws Exception {
        parsed(CoverageChart.svg("c", List.of(), OptionalDouble.empty()));
        Instant at = Instant.parse("2026-04-01T00:00:00Z");
        List<Series> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(new Series("s" + i, List.of(new Point(at, 50))));
        }
        parsed(CoverageChart.svg("c", many, OptionalDouble.of(99.3)));
        parsed(GapBars.svg("g", Map.of()));
    }
}
