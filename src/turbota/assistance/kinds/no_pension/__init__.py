"""State social assistance to those who have no right to a pension, and to persons with a disability (КМУ 261).

The share of the subsistence minimum depends on the category. Only the shares of children who lost their breadwinner
were found; every other category goes to an officer, nothing is guessed.
"""
