"""A page as a browser without scripts reads it: its fields, as they would be sent."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """Reads the fields of the forms of a page that have names."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.fields, self.wrong, self._area, self._select = {}, [], None, None
        self._wrong = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        """Take a field, or what is said to be wrong."""
        given = dict(attributes)
        name = given.get("name")
        if tag == "input" and name:
            ticked = given.get("type") != "checkbox" or "checked" in given
            if ticked:
                self.fields[name] = given.get("value", "")
        elif tag == "textarea":
            self._area, self.fields[name] = name, ""
        elif tag == "select":
            self._select, self.fields[name] = name, ""
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = given["value"]
        elif tag == "p" and given.get("class") == "wrong":
            self._wrong = True
            self.wrong.append("")

    def handle_endtag(self, tag):
        """Leave a field."""
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "p":
            self._wrong = False

    def handle_data(self, data):
        """Take what stands in a field, or is said to be wrong."""
        if self._area:
            self.fields[self._area] += data
        if self._wrong:
            self.wrong[-1] += data

    def of(self, prefix):
        """The fields whose names begin so."""
        return {n: it for n, it in self.fields.items() if n.startswith(f"{prefix}.")}

    def sent(self):
        """All fields as a press of the first button sends them."""
        return {n: it for n, it in self.fields.items() if n not in {"csrf", "press"}}
