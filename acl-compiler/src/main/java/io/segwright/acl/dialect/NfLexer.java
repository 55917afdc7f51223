package io.segwright.acl.dialect;

import java.util.ArrayList;
import java.util.List;

/// Cuts an nftables text into tokens. Comments go, ends of lines stay: they end statements. Linear.
final class NfLexer {
    private static final int TEXT_CHARS_MAX = 64 << 20; // 200,000 lines of 300 characters
    private static final String SYMBOLS = "{},;()&|";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private NfLexer(String text) {
        this.text = text;
    }

    /// What a token is.
    enum Kind {
        WORD,
        QUOTED,
        SYMBOL,
        NEWLINE,
        END
    }

    /// @param text without the quotes
    record Token(Kind kind, String text, int line, int column) {
        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(word);
        }

        SyntaxException unexpected(String wanted) {
            String found =
                    switch (kind) {
                        case NEWLINE -> "the end of the line";
                        case END -> "the end of the text";
                        case QUOTED -> "the quoted " + Errors.shown(text);
                        case WORD, SYMBOL -> Errors.shown(text);
                    };
            return new SyntaxException(line, column, found + ": want " + wanted);
        }
    }

    static List<Token> tokens(String text) throws SyntaxException {
        if (text.length() > TEXT_CHARS_MAX) {
            throw new SyntaxException(
                    1,
                    1,
                    "text of " + text.length() + " characters: want at most " + TEXT_CHARS_MAX);
        }
        return new NfLexer(text).all();
    }

    private List<Token> all() throws SyntaxException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                add(Kind.NEWLINE, "", at);
                at++;
                line++;
                lineStart = at;
            } else if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '"') {
                quoted();
            } else if (SYMBOLS.indexOf(c) >= 0) {
                add(Kind.SYMBOL, String.valueOf(c), at);
                at++;
            } else if (text.startsWith("!=", at)) {
                add(Kind.SYMBOL, "!=", at);
                at += 2;
            } else {
                word();
            }
        }
        add(Kind.END, "", at);
        return tokens;
    }

    private void quoted() throws SyntaxException {
        int start = at;
        int end = text.indexOf('"', start + 1);
        int newline = text.indexOf('\n', start);
        if (end < 0 || (newline >= 0 && newline < end)) {
            throw new SyntaxException(line, start - lineStart + 1, "this quote is not closed");
        }
        add(Kind.QUOTED, text.substring(start + 1, end), start);
        at = end + 1;
    }

    private void word() throws SyntaxException {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new SyntaxException(
                    line,
                    start - lineStart + 1,
                    String.format("character U+%04X has no meaning here", (int) text.charAt(at)));
        }
        add(Kind.WORD, text.substring(start, at), start);
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "._:/-".indexOf(c) >= 0;
    }

    private void add(Kind kind, String word, int start) {
        tokens.add(new Token(kind, word, line, start - lineStart + 1));
    }
}
