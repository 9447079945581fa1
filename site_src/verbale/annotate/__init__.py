"""Find what one document says: its shape, dates, quotations, figures, agreements, actors.

A pure function of one document: nothing else is looked at, so that it can
be remembered by the document's digest and run anywhere.  Each annotator is
a module with one public function and a table of rules; word lists are in
`verbale.words`.
"""

from __future__ import annotations

from verbale.annotate.actors import find_actors
from verbale.annotate.agreements import find_agreements
from verbale.annotate.dates import find_dates
from verbale.annotate.figures import find_figures
from verbale.annotate.quotations import find_quotations
from verbale.annotate.shape import find_shape
from verbale.annotate.text import Reading
from verbale.model import Document, Findings


def annotate(document: Document) -> Findings:
    """Return all findings of `document`, each kind in reading order."""
    shape = find_shape(document)
    reading = Reading(document, shape)
    actors = find_actors(reading)
    dates = find_dates(reading)
    agreements = find_agreements(reading, actors)
    return Findings(
        document=document.id,
        shape=shape,
        dates=dates,
        quotations=find_quotations(reading, actors),
        figures=find_figures(reading, dates, agreements),
        agreements=agreements,
        actors=actors,
    )


__all__ = ["annotate"]
