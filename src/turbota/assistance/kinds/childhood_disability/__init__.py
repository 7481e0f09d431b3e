"""State social assistance to persons with a disability since childhood and to children with a disability (КМУ 79).

The base, the top-up, the care supplement and what is payable are separate values: tables of authorities print one or
another of them under one name. The award of each person ends with the term of the disability.
"""
