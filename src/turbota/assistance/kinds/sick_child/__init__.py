"""Assistance to who cares for a gravely ill child without a disability (Law 2811-XII).

A multiple of the subsistence minimum of the child's age for the term of the medical certificate.
"""
