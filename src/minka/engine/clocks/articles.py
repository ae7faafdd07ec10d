"""The articles that the clock cites, in both numberings.

``law`` is the number in Ley 27444 as amended (the text that was read); ``tuo`` that of its single ordered text, DS
004-2019-JUS, where it is known, else empty. ``docs/engine/clocks.md`` says how sure each numbering is.
"""

from dataclasses import dataclass

from minka.engine.saying import Said, phrase


@dataclass(frozen=True, slots=True)
class Article:
    """One rule of the law. ``law`` as in Ley 27444 ("133.1"), ``tuo`` as in DS 004-2019-JUS ("144.1") or empty."""

    law: str
    tuo: str = ""

    def __str__(self) -> str:
        """The citation in Spanish, as a letter gives it.

        >>> print(Article("133.1", "144.1"))
        art. 133.1 de la Ley 27444 (art. 144.1 del TUO)
        """
        return str(self.words)

    @property
    def words(self) -> Said:
        """The citation, for a page in any language."""
        if self.tuo:
            return phrase("art. {law} de la Ley 27444 (art. {tuo} del TUO)").fill(law=self.law, tuo=self.tuo)
        return phrase("art. {law} de la Ley 27444").fill(law=self.law)

    @property
    def short(self) -> str:
        """The citation where the law is named once above many: "art. 133.1, TUO 144.1"."""
        if self.tuo:
            return phrase("art. {law}, TUO {tuo}").fill(law=self.law, tuo=self.tuo)
        return phrase("art. {law}").fill(law=self.law)


ARTICLES = {
    # beginning and end of a term
    "from_filing": Article("131.1", "142.1"),
    "start": Article("133.1", "144.1"),
    "start_months": Article("133.2", "144.2"),
    "working_days": Article("134.1", "145.1"),
    "moved": Article("134.2", "145.2"),
    "months": Article("134.3", "145.3"),
    "distance": Article("135.1", "146.1"),
    "decreed": Article("137.1", "148.1"),
    "no_own_days_off": Article("137.3", "148.3"),
    "calendar_days": Article("139.1", "150.1"),
    "maximum": Article("35", "39"),
    "responsibility": Article("143.1", "154.1"),
    # filing
    "desk": Article("117.1", "128.1"),
    "forwarding": Article("121.3", "132.3"),
    "two_dates": Article("122", "133"),
    "original_date": Article("126.1", "137.1"),
    # what stops and what lengthens
    "observation": Article("125.6", "136.6"),
    "stopped": Article("125.3.1", "136.3.1"),
    "no_automatic": Article("125.3.2", "136.3.2"),
    "not_filed": Article("125.4", "136.4"),
    "only_one": Article("126.2", "137.2"),
    "cooperation": Article("76.3"),
    "cooperation_told": Article("76.4"),
    "errand": Article("136.4", "147.4"),
    "fixed_terms": Article("136.1", "147.1"),
    "extension": Article("136.3", "147.3"),
    # how it ends
    "automatic": Article("31", "33"),
    "document": Article("31.2", "33.2"),
    "silence_term": Article("33-A.1", "36.1"),
    "silence_notice": Article("188.1", "199.1"),
    "notice": Article("24.1", "24.1"),
    "email": Article("20.4", "20.4"),
    "negative": Article("188.3", "199.3"),
    "duty": Article("188.4", "199.4"),
    "no_appeal_clock": Article("188.5", "199.5"),
    "withdrawal": Article("189.5", "200.5"),
    # other terms
    "routing": Article("132.1", "143.1"),
    "simple_act": Article("132.2", "143.2"),
    "report": Article("132.3", "143.3"),
    "person_act": Article("132.4", "143.4"),
    "complaint": Article("158.2", "169.2"),
    "appeal": Article("207.2", "218.2"),
}
