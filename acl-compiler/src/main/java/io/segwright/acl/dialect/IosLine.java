package io.segwright.acl.dialect;

import java.util.ArrayList;
import java.util.List;

/// One line of a configuration as words with their columns, read from left to right.
final class IosLine {
    private static final int WORDS_MAX = 40; // the longest entry has 14

    private final int number;
    private final int length;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private record Word(String text, int column) {}

    private IosLine(int number, int length) {
        this.number = number;
        this.length = length;
    }

    /// @param number from 1
    static IosLine of(int number, String text) throws SyntaxException {
        IosLine line = new IosLine(number, text.length());
        int i = 0;
        while (i < text.length()) {
            int start = i;
            while (i < text.length() && text.charAt(i) != ' ') {
                char c = text.charAt(i);
                if (c < ' ' || c > '~') {
                    throw new SyntaxException(
                            number,
                            i + 1,
                            String.format("character U+%04X has no meaning here", (int) c));
                }
                i++;
            }
            if (i > start) {
                line.words.add(new Word(text.substring(start, i), start + 1));
            }
            i++;
            if (line.words.size() > WORDS_MAX) {
                throw new SyntaxException(
                        number, start + 1, "want at most " + WORDS_MAX + " words");
            }
        }
        return line;
    }

    int number() {
        return number;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    boolean atEnd() {
        return at >= words.size();
    }

    /// The word to come, or an empty text at the end.
    String peek() {
        return atEnd() ? "" : words.get(at).text;
    }

    boolean accept(String word) {
        boolean found = peek().equals(word);
        if (found) {
            at++;
        }
        return found;
    }

    String next(String wanted) throws SyntaxException {
        if (atEnd()) {
            throw unexpected(wanted);
        }
        at++;
        return words.get(at - 1).text;
    }

    void expect(String... wanted) throws SyntaxException {
        for (String word : wanted) {
            if (!accept(word)) {
                throw unexpected("'" + word + "'");
            }
        }
    }

    void end() throws SyntaxException {
        if (!atEnd()) {
            throw unexpected("the end of the line");
        }
    }

    /// About the word to come.
    SyntaxException unexpected(String wanted) {
        return about(at, wanted);
    }

    /// About the word just read.
    SyntaxException wrong(String wanted) {
        return about(Math.max(0, at - 1), wanted);
    }

    private SyntaxException about(int index, String wanted) {
        boolean end = index >= words.size();
        int column = end ? length + 1 : words.get(index).column;
        String found = end ? "the end of the line" : Errors.shown(words.get(index).text);
        return new SyntaxException(number, column, found + ": want " + wanted);
    }
}
