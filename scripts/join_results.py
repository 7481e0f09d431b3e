"""Joins the JUnit reports of a folder into one file; fails when no test ran or one was skipped."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def main(folder: str, target: str) -> int:
    """Write the joined report; 1 when there is nothing to join or a test was skipped."""
    suites = ElementTree.Element("testsuites")
    for report in sorted(Path(folder).glob("*.xml")):
        suites.extend(ElementTree.parse(report).getroot().iter("testsuite"))
    ElementTree.ElementTree(suites).write(target, encoding="utf-8", xml_declaration=True)
    ran = sum(int(suite.get("tests", "0")) for suite in suites)
    skipped = sum(int(suite.get("skipped", "0")) for suite in suites)
    if skipped or not ran:
        print(
            f"{ran} tests in the reports, {skipped} skipped: a skipped test proves nothing.", file=sys.stderr
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
