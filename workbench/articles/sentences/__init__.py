"""Splitting text into sentences with exact code-point offsets."""

from workbench.articles.sentences.splitting import PlacedSentence, Span, sentences_of, split

__all__ = ["PlacedSentence", "Span", "sentences_of", "split"]
