package io.segwright.acl.dialect;

import io.segwright.acl.dialect.NfLexer.Kind;
import io.segwright.acl.dialect.NfLexer.Token;
import java.util.List;

/// A place in a list of tokens.
final class NfCursor {
    private final List<Token> tokens;
    private int at;

    /// @param tokens ending in [Kind#END]
    NfCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    boolean isNext(String word) {
        return peek().is(word);
    }

    boolean accept(String word) {
        boolean found = isNext(word);
        if (found) {
            next();
        }
        return found;
    }

    void expect(String word) throws SyntaxException {
        Token token = next();
        if (!token.is(word)) {
            throw token.unexpected("'" + word + "'");
        }
    }

    void expectAll(String... words) throws SyntaxException {
        for (String word : words) {
            expect(word);
        }
    }

    String word(String wanted) throws SyntaxException {
        Token token = next();
        if (token.kind() != Kind.WORD) {
            throw token.unexpected(wanted);
        }
        return token.text();
    }

    String quoted(String wanted) throws SyntaxException {
        Token token = next();
        if (token.kind() != Kind.QUOTED) {
            throw token.unexpected(wanted);
        }
        return token.text();
    }

    void endOfLine() throws SyntaxException {
        Token token = next();
        if (token.kind() != Kind.NEWLINE && token.kind() != Kind.END) {
            throw token.unexpected("the end of the line");
        }
    }

    void skipNewlines() {
        while (peek().kind() == Kind.NEWLINE) {
            next();
        }
    }

    void skipLine() {
        while (peek().kind() != Kind.NEWLINE && peek().kind() != Kind.END) {
            next();
        }
    }

    /// A place to come back to.
    record Mark(int at) {}

    Mark mark() {
        return new Mark(at);
    }

    void back(Mark mark) {
        at = mark.at;
    }

    boolean atEnd() {
        return peek().kind() == Kind.END;
    }
}
