"""The resolution of a scan, in dots per inch of paper, told from pixels alone.

A photo does not say how large the paper was, so the paper is taken to be A4 (8.27 × 11.69 inches) and to
fill the picture: dpi = min(shorter side in pixels / 8.27, longer side in pixels / 11.69). The sheet cannot
be larger than the picture it is on, so this is the most that the sheet can have; whoever stands farther away
has less. A paper smaller than A4 that fills the picture is in truth denser than told: the rule errs to the
side of "come closer".

The law asks for 300 dpi (Instruction 345, p. 1.4). From 200 on a scan is taken and the shortfall is told;
below 200 small print is lost and the scan is refused.
"""

A4_INCHES = (8.27, 11.69)
REQUIRED_DPI = 300
LEAST_DPI = 200


def dpi_on_a4(width: int, height: int) -> int:
    """Dots per inch of an A4 sheet that fills a picture of these pixels, either way up."""
    short, long = sorted((width, height))
    return round(min(short / A4_INCHES[0], long / A4_INCHES[1]))
