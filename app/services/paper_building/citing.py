"""How law is cited on one paper: the full name once, the short name after that."""

from collections import Counter
from collections.abc import Iterable, Mapping

from app.values.library import Criterion, Provision


class Citer:
    """Write the citations of one paper in the order in which they stand on it."""

    def __init__(self, provisions: Mapping[str, Provision | Criterion], *, refs: Iterable[str]) -> None:
        self._provisions = provisions
        counted = Counter(self._title(ref) for ref in refs)
        self._repeated = {title for title, times in counted.items() if title and times > 1}
        self._named: set[str] = set()

    def cite(self, refs: Iterable[str]) -> str:
        """Write the provisions of one line; one that the library does not know stands as it was typed."""
        return "、".join(self._one(ref) for ref in refs)

    def shorten(self, text: str) -> str:
        """Write the short name of each law that the paper has named already in a sentence of dated wording."""
        for provision in self._provisions.values():
            if isinstance(provision, Provision) and provision.law_title in self._named:
                text = text.replace(f"《{provision.law_title}》", f"《{provision.ref.short}》")
        return text

    def _one(self, ref: str) -> str:
        provision = self._provisions.get(ref)
        if not isinstance(provision, Provision):
            return ref if provision is None else provision.citation
        title = provision.law_title
        if title in self._named:
            return provision.short_citation
        self._named.add(title)
        if title in self._repeated and title != provision.ref.short:
            return f"《{title}》（以下简称《{provision.ref.short}》）{provision.place}"
        return provision.citation

    def _title(self, ref: str) -> str:
        provision = self._provisions.get(ref)
        return provision.law_title if isinstance(provision, Provision) else ""
