"""TF-IDF over the parts of texts, applied to the messages of a moment at once."""

from madoguchi.tfidf.model import Tfidf, Vector
from madoguchi.tfidf.spans import Analyse, Spans, Spelt, names_of, ngrams

__all__ = ["Analyse", "Spans", "Spelt", "Tfidf", "Vector", "names_of", "ngrams"]
