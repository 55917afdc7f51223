package io.segwright.app.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Writes one SVG picture. Every text is escaped, and what XML 1.0 cannot hold, or what turns a line of text around, is
/// replaced; nothing else can write one.
///
/// One picture, one thread.
public final class Svg {
    static final String FONT = "system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
    private static final int TEXT_CHARS_MAX =
            200; // a name longer than that is an attack, or no name

    private final StringBuilder out = new StringBuilder(10_000);
    private final Deque<String> open = new ArrayDeque<>();

    /// Where a text is put.
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    /// Begins a picture.
    ///
    /// @param id unique where several pictures are in one page: letters, digits and hyphens
    /// @param title what it is, for those who cannot see it
    /// @param description what can be seen in it
    public Svg(String id, int width, int height, String title, String description) {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("picture id '" + id + "': want letters, digits, -");
        }
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(id)
                .append("-t ")
                .append(id)
                .append("-d\" font-family=\"")
                .append(FONT)
                .append("\">\n<title id=\"")
                .append(id)
                .append("-t\">")
                .append(escaped(title))
                .append("</title>\n<desc id=\"")
                .append(id)
                .append("-d\">")
                .append(escaped(description))
                .append("</desc>\n");
    }

    /// @param attributes pairs: name, value
    public Svg shape(String element, Object... attributes) {
        start(element, attributes);
        out.append("/>\n");
        return this;
    }

    /// A shape that says what it is when it is pointed at.
    public Svg shapeWithTitle(String element, String title, Object... attributes) {
        start(element, attributes);
        out.append("><title>")
                .append(escaped(title))
                .append("</title></")
                .append(element)
                .append(">\n");
        return this;
    }

    public Svg group(Object... attributes) {
        start("g", attributes);
        out.append(">\n");
        open.push("g");
        return this;
    }

    public Svg end() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    public Svg text(double x, double y, Anchor anchor, String text, Object... attributes) {
        out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y)).append('"');
        if (anchor != Anchor.START) {
            out.append(" text-anchor=\"")
                    .append(anchor.name().toLowerCase(Locale.ROOT))
                    .append('"');
        }
        attributes(attributes);
        out.append('>').append(escaped(text)).append("</text>\n");
        return this;
    }

    private void start(String element, Object... attributes) {
        out.append('<').append(element);
        attributes(attributes);
    }

    private void attributes(Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(
                            value instanceof Double || value instanceof Float
                                    ? number(((Number) value).doubleValue())
                                    : escaped(value.toString()))
                    .append('"');
        }
    }

    /// At most two decimals, none that say nothing.
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceFirst("\\.?0+$", "").replaceFirst("^-0$", "0");
    }

    /// The whole picture.
    public String finish() {
        while (!open.isEmpty()) {
            end();
        }
        return out + "</svg>\n";
    }

    /// Fit for XML and HTML text and quoted attributes; cut where it is too long.
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        int count = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (++count > TEXT_CHARS_MAX) {
                return escaped.append('…').toString();
            }
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isShowable(c) ? c : 0xfffd);
            }
        }
        return escaped.toString();
    }

    /// No control, no half of a pair, no non-character; and nothing that overrides the direction of the text, by which a
    /// name could show as another (UAX #9, "Trojan Source").
    private static boolean isShowable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT ->
                    false;
            default -> (c & 0xfffe) != 0xfffe;
        };
    }
}
