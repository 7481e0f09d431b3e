"""Housing subsidy for services (КМУ 848 of 21.10.1995 in the wording 807 of 14.08.2019; share by КМУ 1156 of 27.07.1998).

The subsidy is the cost of the services within norms minus the obligatory payment. The payment is a share of the income,
Ро = Кд / Кг × Рг. The income has two windows: pensions of one month, everything else of half a year by the season.
Fuel and liquefied gas are another calculation, which an officer makes.
"""
